package io.crossdock.erp.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row inserted, updated, deleted or read in a snapshot. A column that is missing from a map was not told by the
 * log. Whoever makes one leaves the maps as they are from then on: there are too many rows to copy each.
 *
 * @param table with its schema, such as {@code public.lagbst}
 * @param before null where the log does not tell; a deleted row's may hold its key only
 * @param after null for a deleted row
 */
public record RowChange(Commit commit, String table, Map<String, Object> before, Map<String, Object> after) {

    public RowChange {
        before = before == null ? null : Collections.unmodifiableMap(before);
        after = after == null ? null : Collections.unmodifiableMap(after);
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
}
