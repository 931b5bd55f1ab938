package io.crossdock.erp;

import java.util.Map;
import java.util.Set;

/**
 * {@code query:} the changed row tells which key to look at, and the ERP's database tells the rest: one read for all keys
 * of a batch.
 *
 * @param keys by table: where the key stands in its rows; an item's SKU, or an order's number
 * @param sql one SELECT whose columns are named as the fields, with one {@code = any(?)} for the keys
 * @param fields the query's columns by the field's name
 */
public record QuerySource(Map<String, KeyColumn> keys, String sql, Map<String, Field> fields) implements Source {

    public QuerySource {
        keys = Map.copyOf(keys);
        fields = Map.copyOf(fields);
    }

    @Override
    public Set<String> tables() {
        return keys.keySet();
    }
}
