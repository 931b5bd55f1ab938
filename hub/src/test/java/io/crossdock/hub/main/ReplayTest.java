package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventJson;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping that lacked a word is mended, and what it could not read before is translated after all. */
@OnBackbone(Part.KAFKA)
class ReplayTest {

    private static final Path CHANNELS = Path.of("src/test/resources/channels");
    private static final String KAMELET = "acme-translate-action.kamelet.yaml";

    private final String brokers;
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path kamelets;

    ReplayTest(Backbone backbone) {
        brokers = backbone.kafka().bootstrapServers();
    }

    @BeforeEach
    void given_a_mapping_that_does_not_know_confirmed_orders() throws Exception {
        String kamelet = Files.readString(CHANNELS.resolve("kamelets").resolve(KAMELET));
        Files.writeString(kamelets.resolve(KAMELET), kamelet);
        environment.put("CROSSDOCK_KAFKA_BROKERS", brokers);
        environment.put("CROSSDOCK_PREFIX", "replay-" + kamelets.hashCode());
        environment.put("CROSSDOCK_KAMELETS", kamelets.toString());
        environment.put("CROSSDOCK_SECRET_ACME_WEBHOOK", AcmeSender.SECRET);
    }

    @Test
    void a_mended_mapping_translates_a_dead_letter_and_its_order_is_reserved_once() throws Exception {
        // given
        try (TestHub hub = TestHub.start(brokers, CHANNELS, environment)) {
            confirm(hub, "R-1");
            hub.awaitEvent(hub.topics().deadLetters(), "R-1");
        }
        String id = Told.by(environment, "dead-letters", "list", "--json")
                .out()
                .get(0)
                .replaceAll("\\{\"id\":\"([^\"]+)\".*", "$1");
        mend();
        try (TestHub hub = TestHub.start(brokers, CHANNELS, environment)) {
            // when
            Told replay = Told.by(
                    environment,
                    "dead-letters",
                    "replay",
                    id,
                    "--reason",
                    "confirmed orders are mapped",
                    "--wait",
                    "60");
            Told again = Told.by(environment, "dead-letters", "replay", id, "--reason", "to be sure");
            // then
            assertThat(replay.err()).isEmpty();
            assertThat(replay.status()).isZero();
            assertThat(replay.out()).last().isEqualTo("translated: 1, failed again: 0");
            assertThat(again.status()).isZero();
            assertThat(again.out()).contains(id + " skipped: it was replayed before");
            CloudEvent event = hub.awaitEvent(hub.topics().orders(), "acme-eu:R-1");
            assertThat(event.getExtension("translationrevision")).isEqualTo("2");
            assertThat(hub.events(hub.topics().orders())).hasSize(1);
            List<CloudEvent> journaled = hub.events(hub.topics().journal(hub.channel("acme-eu")));
            assertThat(journaled).hasSize(2);
            assertThat(journaled.get(1).getData().toBytes())
                    .isEqualTo(journaled.get(0).getData().toBytes());
            assertThat(journaled.get(1).getId()).isEqualTo(journaled.get(0).getId());
            assertThat(journaled.get(1).getExtension("replayof")).isEqualTo(id);
            assertThat(journaled.get(1).getExtension("traceparent"))
                    .isEqualTo(journaled.get(0).getExtension("traceparent"));
        }
        assertThat(Told.by(environment, "dead-letters", "list").out()).containsExactly("no open dead letters");
        assertThat(Told.by(environment, "dead-letters", "show", id).out())
                .contains("state: replayed")
                .anyMatch(line -> line.contains("by " + System.getProperty("user.name"))
                        && line.endsWith(": confirmed orders are mapped"));
    }

    @Test
    void what_fails_again_is_a_new_letter_that_names_the_earlier_one() throws Exception {
        try (TestHub hub = TestHub.start(brokers, CHANNELS, environment)) {
            // given
            confirm(hub, "R-2");
            hub.awaitEvent(hub.topics().deadLetters(), "R-2");
            // when
            Told replay = Told.by(
                    environment, "dead-letters", "replay", "--channel", "acme-eu", "--reason", "a try", "--wait", "60");
            // then
            assertThat(replay.status()).isEqualTo(3);
            assertThat(replay.out()).last().isEqualTo("translated: 0, failed again: 1");
            List<CloudEvent> letters = hub.events(hub.topics().deadLetters());
            assertThat(letters).hasSize(2);
            assertThat(letters.get(1).getExtension("replayof"))
                    .isEqualTo(letters.get(0).getId());
            assertThat(letters.get(1).getExtension("receivedat"))
                    .isEqualTo(letters.get(0).getExtension("receivedat"));
            Told list = Told.by(environment, "dead-letters", "list");
            assertThat(list.out()).last().isEqualTo("1 open dead letter");
            assertThat(list.out().get(1)).startsWith(letters.get(1).getId() + " ");
        }
    }

    @Test
    void a_span_replayed_twice_has_one_effect_and_settles_the_letters_of_it() throws Exception {
        Role[] roles = {Role.INGEST, Role.NORMALIZE, Role.AVAILABILITY};
        environment.put("CROSSDOCK_STATE", kamelets.resolve("state").toString());
        // given
        try (TestHub hub = TestHub.start(brokers, CHANNELS, environment, roles)) {
            hub.write(level("A-1", 10));
            new AcmeSender(hub.webhook("acme-eu")).place("R-3");
            confirm(hub, "R-4");
            hub.awaitEvent(hub.topics().deadLetters(), "R-4");
            awaitAvailable(hub, 8);
            mend();
            // when
            Told rehearsal = replay("--from", "1h", "--dry-run");
            Told once = replay("--from", "1h");
            awaitAvailable(hub, 6);
            Told twice = replay("--from", "1h", "--json");
            // then
            assertThat(rehearsal.out())
                    .containsExactly("2 records, 2 events by revision 2, 0 failed; nothing was written");
            assertThat(once.err()).isEmpty();
            assertThat(once.out())
                    .containsExactly("2 records, 2 events by revision 2, 0 failed, 1 dead letters settled");
            assertThat(twice.out()).singleElement().asString().contains("\"records\":2", "\"settledLetters\":0");
            new AcmeSender(hub.webhook("acme-eu")).place("R-5");
            awaitAvailable(hub, 4);
        }
        assertThat(Told.by(environment, "dead-letters", "list").out()).containsExactly("no open dead letters");
    }

    private Told replay(String... more) {
        List<String> all =
                new ArrayList<>(List.of("replay", "--channels", CHANNELS.toString(), "--channel", "acme-eu"));
        all.addAll(List.of(more));
        return Told.by(environment, all.toArray(String[]::new));
    }

    private static CanonicalEvent level(String sku, int onHand) {
        StockCounted data = new StockCounted(new Sku(sku), new LocationId("hamburg"), BigDecimal.valueOf(onHand));
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        return new CanonicalEvent(sku, "/erp/legacy", at, Sequence.of(1, 1, 0), at, null, 1, data);
    }

    /** The newest of the item, which nothing follows. */
    private static void awaitAvailable(TestHub hub, int pieces) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<CloudEvent> told = hub.events(hub.topics().availability()).stream()
                    .filter(event -> "A-1".equals(event.getSubject()))
                    .toList();
            assertThat(told).isNotEmpty();
            AvailabilityChanged newest =
                    EventJson.read(told.get(told.size() - 1).getData().toBytes(), AvailabilityChanged.class);
            assertThat(newest.available(List.of(new LocationId("hamburg"), new LocationId("lyon"))))
                    .isEqualByComparingTo(BigDecimal.valueOf(pieces));
        });
    }

    private static void confirm(TestHub hub, String ref) throws Exception {
        String body = AcmeSender.order(ref).replace("order.placed", "order.confirmed");
        assertThat(new AcmeSender(hub.webhook("acme-eu")).post(body, "msg_" + ref, AcmeSender.SECRET))
                .isEqualTo(200);
    }

    private void mend() throws Exception {
        Path file = kamelets.resolve(KAMELET);
        String kamelet = Files.readString(file)
                .replace("let types = {", "let types = {\"order.confirmed\": \"crossdock.order.placed.v1\", ")
                .replace("          events: |", "          revision: 2\n          events: |");
        Files.writeString(file, kamelet);
    }
}
