package io.crossdock.erp.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.erp.ConnectSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row as the JSON converter writes it, as columns by name. With a schema every column tells its type; without, the
 * mapping file does where it matters.
 */
final class JsonColumns {

    private static final String DECIMAL = "org.apache.kafka.connect.data.Decimal";

    private final ConnectSource source;
    private final String unavailableBytes;

    JsonColumns(ConnectSource source) {
        this.source = source;
        byte[] marker = source.unavailable().getBytes(StandardCharsets.UTF_8);
        this.unavailableBytes = Base64.getEncoder().encodeToString(marker);
    }

    /**
     * Null for null; a value that the log left out is left out.
     *
     * @param schema of the row; missing where the record has none
     */
    Map<String, Object> of(String table, JsonNode row, JsonNode schema) {
        if (row.isMissingNode() || row.isNull()) {
            return null;
        }
        Map<String, JsonNode> types = types(schema);
        Map<String, Object> columns = new LinkedHashMap<>();
        row.properties().forEach(column -> {
            if (!isUnavailable(column.getValue())) {
                columns.put(column.getKey(), value(table, column.getKey(), column.getValue(), types));
            }
        });
        return columns;
    }

    private static Map<String, JsonNode> types(JsonNode schema) {
        Map<String, JsonNode> types = new LinkedHashMap<>();
        schema.path("fields").forEach(field -> types.put(field.path("field").asText(), field));
        return types;
    }

    /** In an array it stands as the only element, in a map as the only key. */
    private boolean isUnavailable(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING ->
                value.asText().equals(source.unavailable()) || value.asText().equals(unavailableBytes);
            case ARRAY -> value.size() == 1 && isUnavailable(value.get(0));
            case OBJECT -> value.size() == 1 && value.has(source.unavailable());
            default -> false;
        };
    }

    private Object value(String table, String column, JsonNode value, Map<String, JsonNode> types) {
        if (value.isObject() && value.size() == 2 && value.has("scale") && value.has("value")) {
            // A numeric without a scale of its own: each value has one.
            return decimal(
                    table, column, value.path("value"), value.path("scale").asInt());
        }
        if (!types.isEmpty()) {
            JsonNode type = types.getOrDefault(column, value);
            return type.path("name").asText().equals(DECIMAL) && value.isTextual()
                    ? decimal(
                            table,
                            column,
                            value,
                            type.path("parameters").path("scale").asInt())
                    : plain(value);
        }
        Integer scale = scales(table).get(table + "." + column);
        return scale != null && value.isTextual() ? decimal(table, column, value, scale) : plain(value);
    }

    /** Four digits may be the base64 of another number: whoever does not tell would be misread, rarely and in silence. */
    private Map<String, Integer> scales(String table) {
        return source.scales()
                .orElseThrow(() -> new UnreadableRecordException("has no schema, and source.kafka-connect.decimals does"
                        + " not say how the connector writes decimals of " + table));
    }

    private static BigDecimal decimal(String table, String column, JsonNode value, int scale) {
        if (value.isNull()) {
            return null;
        }
        try {
            return new BigDecimal(new BigInteger(Base64.getDecoder().decode(value.asText())), scale);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException("holds no base64 in " + table + "." + column);
        }
    }

    private static Object plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> null;
            case BOOLEAN -> value.booleanValue();
            case NUMBER ->
                value.isIntegralNumber() && value.canConvertToLong()
                        ? (Object) value.longValue()
                        : value.decimalValue();
            case STRING -> value.asText();
            default -> value.toString();
        };
    }
}
