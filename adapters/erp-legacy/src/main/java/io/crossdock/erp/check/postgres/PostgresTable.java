package io.crossdock.erp.check.postgres;

import io.crossdock.erp.check.ColumnType;
import java.util.Map;
import java.util.Set;

/**
 * A table as the catalogs tell it.
 *
 * @param kind {@code r} a table, {@code p} one with partitions, {@code v} and {@code m} views, {@code f} a foreign one
 * @param isLogged whether its changes are in the log at all
 * @param rows as the server estimates them; negative where it never counted
 * @param columns by name
 * @param identity the columns whose former values the log tells; empty where the table has no replica identity
 * @param isReadable whether our role may select from it
 * @param isSchemaUsable whether our role may look into its schema
 */
record PostgresTable(
        String name,
        String kind,
        boolean isLogged,
        long rows,
        Map<String, ColumnType> columns,
        Set<String> identity,
        boolean isReadable,
        boolean isSchemaUsable) {

    String schema() {
        return name.substring(0, name.indexOf('.'));
    }
}
