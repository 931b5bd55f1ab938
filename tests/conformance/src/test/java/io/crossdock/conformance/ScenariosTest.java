package io.crossdock.conformance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Facts;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Translation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScenariosTest {

    private static final String COUNT = """
            scenario: a count
            channel: {id: kiosk-1, locations: {hamburg: "7"}}
            given:
              kind: count
              json: {sku: MUG-BLUE, pieces: 12, at: 2026-01-02T03:04:05Z, contactName: Ottoline Featherstone}
            expect:
              - type: crossdock.stock.counted.v1
                data: {sku: MUG-BLUE, location: hamburg, onHand: 12}
            """;

    private final KioskTranslation kiosk = new KioskTranslation();

    @Test
    void a_translation_that_keeps_the_laws_passes() {
        assertThatCode(() -> check(COUNT, kiosk)).doesNotThrowAnyException();
    }

    @Test
    void an_unknown_key_is_an_error() {
        assertThatThrownBy(() -> ScenarioFile.read(COUNT.replace("kind:", "knid:")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("knid");
    }

    @Test
    void a_scenario_without_an_expectation_is_an_error() {
        assertThatThrownBy(() -> ScenarioFile.read(COUNT.substring(0, COUNT.indexOf("expect"))))
                .hasMessageContaining("either expect or fails");
    }

    @Test
    void other_data_fails() {
        assertFails(COUNT.replace("onHand: 12", "onHand: 13"), kiosk, "data");
    }

    @Test
    void data_with_less_than_came_fails() {
        assertFails(COUNT.replace(", onHand: 12", ""), kiosk, "data");
    }

    @Test
    void another_subject_time_or_type_fails() {
        String type = "crossdock.stock.counted.v1";
        assertFails(COUNT.replace(type, type + "\n    subject: MUG-RED"), kiosk, "subject");
        assertFails(COUNT.replace(type, type + "\n    time: 2026-01-02T03:04:06Z"), kiosk, "time");
        assertFails(COUNT.replace(type, "crossdock.stock.moved.v1"), kiosk, "types of the events");
    }

    @Test
    void another_kind_of_failure_fails() {
        String noPieces = COUNT.substring(0, COUNT.indexOf("expect")).replace("pieces: 12, ", "");
        assertThatCode(() -> check(noPieces + "fails: {kind: UNMAPPABLE}", kiosk))
                .doesNotThrowAnyException();
        assertFails(noPieces + "fails: {kind: MALFORMED}", kiosk, "kind of");
        assertFails(noPieces + "fails: {kind: UNMAPPABLE, message: red}", kiosk, "red");
        assertFails(noPieces + "expect: []", kiosk, "expected events");
    }

    @Test
    void an_event_that_breaks_its_rules_fails() {
        assertFails(
                COUNT.replace("data: {sku: MUG-BLUE, location: hamburg, onHand: 12}", ""),
                counting(" ", null),
                "every event");
    }

    @Test
    void ids_that_follow_the_delivery_fail() {
        String anyData = COUNT.replace("data: {sku: MUG-BLUE, location: hamburg, onHand: 12}", "");
        assertFails(anyData, counting("MUG-BLUE", UUID::randomUUID), "translating twice");
        Translation byTraceparent = (inbound, channel) ->
                List.of(Facts.of(inbound, kiosk).event(counted("MUG-BLUE"), inbound.traceparent(), Instant.EPOCH));
        assertFails(anyData, byTraceparent, "redelivery");
    }

    @Test
    void a_truncated_body_that_throws_something_else_fails() {
        Translation fragile = (inbound, channel) -> {
            if (inbound.body().length < 20) {
                throw new IndexOutOfBoundsException("too short");
            }
            return kiosk.translate(inbound, channel);
        };
        assertFails(COUNT, fragile, "throws what is not a Failure");
    }

    @Test
    void a_message_that_shows_a_name_fails() {
        Translation leaking = (inbound, channel) -> {
            throw Failure.unmappable("kiosk", "count", "", "unknown contact Ottoline Featherstone");
        };
        assertFails(
                COUNT.substring(0, COUNT.indexOf("expect")) + "fails: {kind: UNMAPPABLE}",
                leaking,
                "shows what tells who somebody is");
    }

    @Test
    void a_translation_that_minds_unknown_members_fails() {
        Translation strict = (inbound, channel) -> {
            if (new String(inbound.body(), StandardCharsets.UTF_8).contains("added_by")) {
                throw Failure.unmappable("kiosk", "count", "", "unknown member");
            }
            return kiosk.translate(inbound, channel);
        };
        assertFails(COUNT, strict, "nobody knows yet");
    }

    private Translation counting(String sku, java.util.function.Supplier<UUID> fact) {
        return (InboundRecord inbound, Channel channel) -> List.<CanonicalEvent>of(Facts.of(inbound, kiosk)
                .event(counted(sku), fact == null ? "same" : fact.get().toString(), Instant.EPOCH));
    }

    private static StockCounted counted(String sku) {
        return new StockCounted(new Sku(sku), new LocationId("hamburg"), BigDecimal.TEN);
    }

    private static void assertFails(String scenario, Translation translation, String why) {
        assertThatThrownBy(() -> check(scenario, translation))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    private static void check(String scenario, Translation translation) {
        Scenarios.check(ScenarioFile.read(scenario), "kiosk", translation);
    }
}
