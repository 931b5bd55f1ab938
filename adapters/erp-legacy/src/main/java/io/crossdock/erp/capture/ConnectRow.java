package io.crossdock.erp.capture;

import io.debezium.data.VariableScaleDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** A row as Kafka Connect holds it, as columns by name. */
final class ConnectRow {

    /** What stands where the log does not repeat a large value that did not change. */
    private static final String UNCHANGED = "__debezium_unavailable_value";

    private ConnectRow() {}

    /** Null for null; a value that the log left out is left out. */
    static Map<String, Object> columns(Struct row) {
        if (row == null) {
            return null;
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        for (Field field : row.schema().fields()) {
            Object value = row.get(field);
            if (!UNCHANGED.equals(value)) {
                columns.put(field.name(), plain(field, value));
            }
        }
        return columns;
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
