package io.crossdock.erp;

import java.util.Map;
import java.util.Set;

/**
 * {@code row:} the changed row tells it all.
 *
 * @param fields by the field's name, such as {@code onHand}
 */
public record RowSource(String table, Map<String, Field> fields) implements Source {

    public RowSource {
        fields = Map.copyOf(fields);
    }

    @Override
    public Set<String> tables() {
        return Set.of(table);
    }
}
