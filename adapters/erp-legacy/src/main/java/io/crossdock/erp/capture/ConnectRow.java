package io.crossdock.erp.capture;

import io.debezium.data.VariableScaleDecimal;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * A row as Kafka Connect holds it, as columns by name; a value that the log left out is left out. Nothing is copied: few
 * columns are asked for, and nobody changes what the log told.
 */
final class ConnectRow extends AbstractMap<String, Object> {

    /** What stands where the log does not repeat a large value that did not change. */
    private static final String UNCHANGED = "__debezium_unavailable_value";

    private final Struct row;

    private ConnectRow(Struct row) {
        this.row = row;
    }

    /** Null for null. */
    static Map<String, Object> columns(Struct row) {
        return row == null ? null : new ConnectRow(row);
    }

    @Override
    public Object get(Object column) {
        Field field = column instanceof String name ? row.schema().field(name) : null;
        Object value = field == null ? null : value(field);
        return UNCHANGED.equals(value) ? null : plain(field, value);
    }

    @Override
    public boolean containsKey(Object column) {
        Field field = column instanceof String name ? row.schema().field(name) : null;
        return field != null && !UNCHANGED.equals(value(field));
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (Field field : row.schema().fields()) {
            Object value = value(field);
            if (!UNCHANGED.equals(value)) {
                columns.put(field.name(), plain(field, value));
            }
        }
        return columns.entrySet();
    }

    /** As the row has it: a structure gives the column's default for an empty one, unless it is asked not to. */
    private Object value(Field field) {
        return row.getWithoutDefault(field.name());
    }

    /** A numeric without a scale of its own comes as a structure. */
    private static Object plain(Field field, Object value) {
        return value instanceof Struct struct
                        && VariableScaleDecimal.LOGICAL_NAME.equals(
                                field.schema().name())
                ? VariableScaleDecimal.toLogical(struct).getDecimalValue().orElse(null)
                : value;
    }
}
