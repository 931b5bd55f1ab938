/** MariaDB, 10.5 and later; privileges are from its documentation of {@code GRANT} (2026-11). */
package io.crossdock.erp.check.mariadb;
