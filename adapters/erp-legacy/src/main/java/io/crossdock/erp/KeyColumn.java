package io.crossdock.erp;

import java.util.List;
import java.util.Map;

/**
 * Where a table's rows hold the key.
 *
 * @param when by column, the values that a row must have to matter; empty where every change matters
 */
public record KeyColumn(String column, Map<String, List<String>> when) {

    public KeyColumn {
        when = Map.copyOf(when);
    }
}
