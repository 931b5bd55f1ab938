package io.crossdock.erp;

import java.util.List;
import java.util.Map;

/**
 * How a table's changed row leads to the keys that it concerns.
 *
 * @param column that holds the key, or what the lookup is asked for
 * @param when by column, the values that a row must have to matter; empty where every change matters
 * @param lookup one SELECT from values of the column ({@code changed}) to keys; null where the column holds the key
 * @param ignoresMissing whether a row without any key is none of ours, rather than a mistake
 */
public record KeyColumn(String column, Map<String, List<String>> when, String lookup, boolean ignoresMissing) {

    public KeyColumn {
        when = Map.copyOf(when);
    }

    public KeyColumn(String column, Map<String, List<String>> when) {
        this(column, when, null, false);
    }
}
