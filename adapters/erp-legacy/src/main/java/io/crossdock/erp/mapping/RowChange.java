package io.crossdock.erp.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row inserted, updated, deleted or read in a snapshot. A column that is missing from a map was not told by the
 * log.
 *
 * @param table with its schema, such as {@code public.lagbst}
 * @param before null where the log does not tell; a deleted row's may hold its key only
 * @param after null for a deleted row
 */
public record RowChange(Commit commit, String table, Map<String, Object> before, Map<String, Object> after) {

    public RowChange {
        before = copy(before);
        after = copy(after);
    }

    public boolean isDeleted() {
        return after == null;
    }

    /**
     * The row as it is now, or as it was. A large value that did not change is in the row as it was, if the table tells
     * that whole; null there means that it was not told, since a null is not large.
     */
    public Map<String, Object> row() {
        if (after == null) {
            return before == null ? Map.of() : before;
        }
        if (before == null || after.keySet().containsAll(before.keySet())) {
            return after;
        }
        Map<String, Object> row = new LinkedHashMap<>(after);
        before.forEach((column, value) -> {
            if (value != null && !after.containsKey(column)) {
                row.put(column, value);
            }
        });
        return Collections.unmodifiableMap(row);
    }

    /** Columns may be null, which {@code Map.copyOf} refuses. */
    private static Map<String, Object> copy(Map<String, Object> columns) {
        return columns == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
}
