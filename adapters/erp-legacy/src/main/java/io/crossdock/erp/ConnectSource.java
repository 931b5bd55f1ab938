package io.crossdock.erp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code source: kafka-connect}: the topics that a Debezium connector on the user's own Kafka Connect writes.
 *
 * @param topicPrefix the connector's {@code topic.prefix}
 * @param topics by table, where it is not the prefix and the table's name
 * @param transactionTopic of the connector's transaction metadata; need not exist
 * @param scales by {@code schema.table.column}, the digits after the point of numbers that records without schema hold as
 *     base64; empty where such records hold numbers one can read; not told where records have a schema
 * @param unavailable what the connector writes for a large value that did not change
 * @param kafka properties of Kafka's clients where these topics are on another cluster than Crossdock's; may hold secrets
 */
public record ConnectSource(
        String topicPrefix,
        Map<String, String> topics,
        String transactionTopic,
        Optional<Map<String, Integer>> scales,
        String unavailable,
        Map<String, String> kafka) {

    public ConnectSource {
        topics = Map.copyOf(topics);
        scales = scales.map(Map::copyOf);
        kafka = Map.copyOf(kafka);
    }

    /** The topics of these tables. */
    public Map<String, String> topicsOf(Set<String> tables) {
        Map<String, String> found = new LinkedHashMap<>();
        tables.forEach(table -> found.put(table, topics.getOrDefault(table, topicPrefix + "." + table)));
        return found;
    }

    @Override
    public String toString() {
        return "ConnectSource[" + topicPrefix + "]";
    }
}
