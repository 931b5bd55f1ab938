/** PostgreSQL, 12 and later; what the catalogs hold is from the manual of 17, chapters 20 (settings), 29 and 52 to 54. */
package io.crossdock.erp.check.postgres;
