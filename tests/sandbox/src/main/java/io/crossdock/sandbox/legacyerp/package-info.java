/** The sample legacy ERP: tables and postings of the nineties on a PostgreSQL or MariaDB that somebody else starts. */
package io.crossdock.sandbox.legacyerp;
