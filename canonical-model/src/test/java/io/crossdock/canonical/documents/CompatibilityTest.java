package io.crossdock.canonical.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventJson;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.EventValidation;
import io.crossdock.canonical.GeneratedEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed examples are the contract with readers and writers of other releases: they are added to, never changed.
 * One that cannot be kept means a new event type beside the old one (docs/adr/0005).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompatibilityTest {

    private static final Path EXAMPLES = Path.of("src/test/resources/examples/v1");
    private static final ObjectMapper TREES = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private final EventSchemas schemas = new EventSchemas();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<CanonicalEvent> generated() {
        return GeneratedEvents.many(20_260_104L, 20);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void no_member_was_removed_renamed_or_narrowed_since_the_complete_example_was_written(EventType type)
            throws IOException {
        isStillReadWholeAndValid(type, example(type, ""));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void no_member_became_required_since_the_smallest_example_was_written(EventType type) throws IOException {
        isStillReadWholeAndValid(type, example(type, ".required-only"));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void a_new_member_is_added_to_the_complete_example_so_that_it_is_kept_from_then_on(EventType type)
            throws IOException {
        // given
        JsonNode schema = schemas.of(type);
        // when
        Set<String> missing = new TreeSet<>();
        missingMembers(schema, schema, example(type, ""), "", missing);
        // then
        assertThat(missing)
                .as("add these to " + EXAMPLES + "/" + type.value() + ".json")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("generated")
    void what_validation_lets_pass_is_valid_by_its_schema(CanonicalEvent event) throws IOException {
        isValid(event.type(), TREES.readTree(EventJson.write(event.data())));
    }

    private void isStillReadWholeAndValid(EventType type, JsonNode example) throws IOException {
        // when
        CanonicalData read = EventJson.read(TREES.writeValueAsBytes(example), type.data());
        // then
        JsonNode written = TREES.readTree(EventJson.write(read));
        assertThat(written.equals(NUMBERS_BY_VALUE, example))
                .as("written back: %s", written)
                .isTrue();
        assertThat(EventValidation.check(
                        new CanonicalEvent("1", "/channels/acme-eu", Instant.EPOCH, null, null, null, 1, read)))
                .isNotNull();
        isValid(type, example);
    }

    private void isValid(EventType type, JsonNode data) {
        Schema schema = registry.getSchema(schemas.of(type));
        assertThat(schema.validate(
                        data, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .isEmpty();
    }

    private static JsonNode example(EventType type, String kind) throws IOException {
        return TREES.readTree(Files.readString(EXAMPLES.resolve(type.value() + kind + ".json")));
    }

    private static void missingMembers(
            JsonNode root, JsonNode schema, JsonNode example, String path, Set<String> missing) {
        JsonNode here = schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
        if (here.has("items")) {
            missingMembers(root, here.get("items"), example.path(0), path + "[0]", missing);
        }
        here.path("properties").fieldNames().forEachRemaining(name -> {
            if (!example.has(name)) {
                missing.add(path + "/" + name);
            } else {
                missingMembers(root, here.get("properties").get(name), example.get(name), path + "/" + name, missing);
            }
        });
    }
}
