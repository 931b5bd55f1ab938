/** Read-only questions to the ERP's database. */
package io.crossdock.erp.sql;
