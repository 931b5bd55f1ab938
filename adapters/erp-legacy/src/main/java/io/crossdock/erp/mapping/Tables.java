package io.crossdock.erp.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ERP's tables as they are now, for reading; columns by their own names. */
public interface Tables {

    /**
     * Rows in the order of the primary key.
     *
     * @param table with its schema
     * @param after the row before them; empty for the first ones
     * @param most how many
     * @param transactions which must show
     * @throws io.crossdock.spi.Failure {@code REJECTED} where the table has no primary key or may not be read, {@code
     *     UNAVAILABLE} when the database does not answer
     */
    List<Map<String, Object>> rowsAfter(String table, Map<String, Object> after, int most, Set<Long> transactions);

    /**
     * Rows whose column has one of some values.
     *
     * @throws io.crossdock.spi.Failure as {@link #rowsAfter}
     */
    List<Map<String, Object>> rowsWith(String table, String column, Collection<String> values, Set<Long> transactions);
}
