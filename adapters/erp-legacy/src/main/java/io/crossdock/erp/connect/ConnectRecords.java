package io.crossdock.erp.connect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossdock.erp.ConnectSource;
import io.crossdock.erp.connect.ConnectRecord.End;
import io.crossdock.erp.connect.ConnectRecord.Nothing;
import io.crossdock.erp.connect.ConnectRecord.Row;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads records of a Debezium connector that Kafka Connect's JSON converter wrote, with or without schema. Threads may
 * share it.
 */
public final class ConnectRecords {

    private static final Set<String> CHANGES = Set.of("c", "u", "d", "r");
    private static final int LONGEST_TEXT = 64 * 1024 * 1024;
    /** Only PostgreSQL's has two numbers; the second one differs between a transaction's rows and its end. */
    private static final String NUMBER_AND_POSITION = "\\d+:\\d+";

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonColumns columns;

    public ConnectRecords(ConnectSource source) {
        this.columns = new JsonColumns(source);
    }

    /**
     * @param value null for a tombstone
     * @throws UnreadableRecordException when it is none of what such a connector writes
     */
    public ConnectRecord read(byte[] value) {
        if (value == null) {
            return new Nothing();
        }
        JsonNode tree = tree(value);
        boolean hasSchema = tree.has("schema") && tree.has("payload");
        JsonNode payload = hasSchema ? tree.path("payload") : tree;
        if (payload.isNull()) {
            return new Nothing();
        }
        if (payload.has("status") && payload.has("id")) {
            return boundary(payload);
        }
        if (payload.has("op") && payload.has("source")) {
            return CHANGES.contains(payload.path("op").asText())
                    ? row(payload, hasSchema ? tree.path("schema") : null)
                    : new Nothing();
        }
        if (payload.has("ts_ms") && payload.size() == 1) {
            return new Nothing();
        }
        throw new UnreadableRecordException("is not a change as Debezium writes it: the connector must not flatten its"
                + " records (ExtractNewRecordState)");
    }

    private static JsonNode tree(byte[] value) {
        try {
            JsonNode tree = JSON.readTree(value);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // said below, without the text
        } catch (IOException e) {
            throw new UnreadableRecordException("is no text");
        }
        throw new UnreadableRecordException(
                "is no JSON object: value.converter must be org.apache.kafka.connect.json.JsonConverter");
    }

    private static ConnectRecord boundary(JsonNode payload) {
        if (!payload.path("status").asText().equals("END")) {
            return new Nothing();
        }
        Map<String, Long> rows = new HashMap<>();
        payload.path("data_collections")
                .forEach(table -> rows.put(
                        table.path("data_collection").asText(),
                        table.path("event_count").asLong()));
        return new End(transaction(payload.path("id").asText()), rows);
    }

    private Row row(JsonNode payload, JsonNode schema) {
        JsonNode source = payload.path("source");
        String table = source.path(source.hasNonNull("schema") ? "schema" : "db")
                        .asText() + "." + source.path("table").asText();
        boolean isRead = payload.path("op").asText().equals("r");
        JsonNode transaction = payload.path("transaction").path("id");
        long position = LogPosition.of(source, isRead);
        return new Row(
                table,
                columns.of(table, payload.path("before"), part(schema, "before")),
                columns.of(table, payload.path("after"), part(schema, "after")),
                position,
                at(source),
                isRead ? null : source.path("txId").asLong(position),
                isRead || !transaction.isTextual() ? null : transaction(transaction.asText()),
                isRead);
    }

    private static JsonNode part(JsonNode schema, String name) {
        if (schema != null) {
            for (JsonNode field : schema.path("fields")) {
                if (field.path("field").asText().equals(name)) {
                    return field;
                }
            }
        }
        return JSON.missingNode();
    }

    private static Instant at(JsonNode source) {
        return source.path("ts_us").canConvertToLong()
                ? Instant.EPOCH.plus(source.path("ts_us").asLong(), ChronoUnit.MICROS)
                : Instant.ofEpochMilli(source.path("ts_ms").asLong());
    }

    private static String transaction(String id) {
        return id.matches(NUMBER_AND_POSITION) ? id.substring(0, id.indexOf(':')) : id;
    }
}
