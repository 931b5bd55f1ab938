package io.crossdock.erp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads {@code source: kafka-connect:}, whose topics tell the changes instead of the database's log. */
final class ConnectSourceReader {

    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final String TOPICS = "letters, digits, '.', '_' and '-'";
    private static final String UNAVAILABLE = "__debezium_unavailable_value";
    private static final String DECIMALS = "string or double, as the connector's decimal.handling.mode says, or for"
            + " precise by column the digits after the point, such as {public.lagbst.bestd: 3}";

    private ConnectSourceReader() {}

    /** @param resolver of references in a value */
    static Optional<ConnectSource> read(YamlSection root, BiFunction<YamlSection, String, String> resolver) {
        if (!root.has("source")) {
            return Optional.empty();
        }
        YamlSection choice = root.section("source");
        if (!choice.has("kafka-connect")) {
            choice.problem("", "does not say which", "kafka-connect");
            return Optional.empty();
        }
        YamlSection section = choice.section("kafka-connect");
        choice.refuseUnknown();
        String prefix = topic(section, "topicPrefix", section.required("topicPrefix", "the connector's topic.prefix"));
        Map<String, String> topics = section.texts("topics");
        topics.values().forEach(topic -> topic(section, "topics", topic));
        String transactions = section.text("transactionTopic")
                .map(topic -> topic(section, "transactionTopic", topic))
                .orElse(prefix + ".transaction");
        Optional<Map<String, Integer>> scales = decimals(section);
        String unavailable = section.text("unavailable").orElse(UNAVAILABLE);
        Map<String, String> kafka = kafka(section, resolver);
        section.refuseUnknown();
        return Optional.of(new ConnectSource(prefix, topics, transactions, scales, unavailable, kafka));
    }

    private static String topic(YamlSection section, String key, String topic) {
        if (!topic.isEmpty() && !TOPIC.matcher(topic).matches()) {
            section.problem(key, "'" + topic + "' is no name of a topic", TOPICS);
        }
        return topic;
    }

    private static Optional<Map<String, Integer>> decimals(YamlSection section) {
        if (!section.has("decimals")) {
            return Optional.empty();
        }
        if (section.isText("decimals")) {
            if (!List.of("string", "double").contains(section.text("decimals").orElse(""))) {
                section.problem("decimals", "is not known", DECIMALS);
            }
            return Optional.of(Map.of());
        }
        Map<String, Integer> scales = new LinkedHashMap<>();
        section.texts("decimals").forEach((column, digits) -> {
            if (!digits.matches("\\d{1,3}") || !column.matches("[^.\\s]+\\.[^.\\s]+\\.[^.\\s]+")) {
                section.problem("decimals", "'" + column + ": " + digits + "' is not allowed", DECIMALS);
            } else {
                scales.put(column, Integer.valueOf(digits));
            }
        });
        return Optional.of(scales);
    }

    private static Map<String, String> kafka(YamlSection section, BiFunction<YamlSection, String, String> resolver) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (section.has("kafka")) {
            YamlSection clients = section.section("kafka");
            List.copyOf(clients.names()).forEach(name -> properties.put(name, resolver.apply(clients, name)));
        }
        return properties;
    }
}
