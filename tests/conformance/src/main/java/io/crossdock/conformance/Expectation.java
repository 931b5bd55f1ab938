package io.crossdock.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventJson;
import io.crossdock.canonical.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.TreeMap;

/** Compares what came with what a scenario expects. */
final class Expectation {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Expectation() {}

    static void check(Scenario scenario, Trial.Outcome outcome) {
        if (scenario.fails() != null) {
            checkFailure(scenario.fails(), outcome);
            return;
        }
        if (outcome.failure() != null) {
            throw new AssertionError(
                    "expected events, but it failed: " + outcome.failure().kind(), outcome.failure());
        }
        assertThat(outcome.events().stream().map(event -> event.type().value()))
                .as("types of the events")
                .containsExactlyElementsOf(
                        scenario.expect().stream().map(Scenario.Expected::type).toList());
        for (int i = 0; i < scenario.expect().size(); i++) {
            checkEvent(scenario.expect().get(i), outcome.events().get(i), "event " + (i + 1) + ": ");
        }
    }

    private static void checkFailure(Scenario.Fails expected, Trial.Outcome outcome) {
        assertThat(outcome.failure())
                .as("a failure, but there were events: %s", outcome.events())
                .isNotNull();
        assertThat(outcome.failure().kind())
                .as("kind of '%s'", outcome.failure().getMessage())
                .isEqualTo(expected.kind());
        if (expected.message() != null) {
            assertThat(outcome.failure()).hasMessageContaining(expected.message());
        }
    }

    private static void checkEvent(Scenario.Expected expected, CanonicalEvent event, String which) {
        assertThat(EventType.named(expected.type())).as(which + "a known type").isPresent();
        if (expected.subject() != null) {
            assertThat(event.subject()).as(which + "subject").isEqualTo(expected.subject());
        }
        if (expected.time() != null) {
            assertThat(event.time()).as(which + "time").isEqualTo(expected.time());
        }
        if (expected.sequence() != null) {
            assertThat(event.sequence()).as(which + "sequence").hasToString(expected.sequence());
        }
        if (expected.data() != null) {
            assertThat(comparable(tree(EventJson.write(event.data()))))
                    .as(which + "data")
                    .isEqualTo(comparable(expected.data()));
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text that is equal when the trees are: members by name, numbers by value. Shown side by side when they differ. */
    static String comparable(JsonNode node) {
        return normal(node).toPrettyString();
    }

    private static JsonNode normal(JsonNode node) {
        if (node.isNumber()) {
            return DecimalNode.valueOf(
                    new BigDecimal(node.decimalValue().stripTrailingZeros().toPlainString()));
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(normal(element)));
            return array;
        }
        if (node.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), normal(member.getValue())));
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            members.forEach(object::set);
            return object;
        }
        return node;
    }
}
