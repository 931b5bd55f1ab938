package io.crossdock.erp;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code query:} the changed row tells which key to look at, and the ERP's database tells the rest: one read for all keys
 * of a batch.
 *
 * @param keys by table: where the key stands in its rows; an item's SKU, or an order's number
 * @param sql one SELECT whose columns are named as the fields, with one {@code = any(?)} for the keys
 * @param fields the query's columns by the field's name
 * @param levelExcludes of orders, from which state of a line on the ERP's level excludes its pieces; empty where the query
 *     gives excluded lines only
 */
public record QuerySource(
        Map<String, KeyColumn> keys, String sql, Map<String, Field> fields, Optional<LineState> levelExcludes)
        implements Source {

    public QuerySource {
        keys = Map.copyOf(keys);
        fields = Map.copyOf(fields);
    }

    public QuerySource(Map<String, KeyColumn> keys, String sql, Map<String, Field> fields) {
        this(keys, sql, fields, Optional.empty());
    }

    @Override
    public Set<String> tables() {
        return keys.keySet();
    }
}
