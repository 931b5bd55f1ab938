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

    /** The row as it is now, or as it was. */
    public Map<String, Object> row() {
        return after != null ? after : before == null ? Map.of() : before;
    }

    /** Columns may be null, which {@code Map.copyOf} refuses. */
    private static Map<String, Object> copy(Map<String, Object> columns) {
        return columns == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
}
