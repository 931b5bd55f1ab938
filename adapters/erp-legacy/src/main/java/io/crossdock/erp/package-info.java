/**
 * The ERP as events. A mapping file ({@link io.crossdock.erp.ErpConfig}) says which tables mean what; {@link
 * io.crossdock.erp.capture} follows the database's log, {@link io.crossdock.erp.mapping} turns changed rows into
 * canonical events, and asks by {@link io.crossdock.erp.sql} where a row alone does not tell. The ERP sees reads only.
 */
package io.crossdock.erp;
