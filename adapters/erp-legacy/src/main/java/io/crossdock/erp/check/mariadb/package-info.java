/** MariaDB, 10.5 and later. */
package io.crossdock.erp.check.mariadb;
