package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.square.SquareSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process as an operator sees it. */
@OnBackbone(Part.KAFKA)
class HubTest {

    private static final Path CHANNELS = Path.of("src/test/resources/channels");

    private final String brokers;

    HubTest(Backbone backbone) {
        brokers = backbone.kafka().bootstrapServers();
    }

    @Test
    void a_process_that_takes_in_and_one_that_translates_work_together() throws Exception {
        Map<String, String> shared = new HashMap<>(acme());
        shared.put("CROSSDOCK_PREFIX", "split-roles");
        try (TestHub ingest = TestHub.start(brokers, CHANNELS, shared, Role.INGEST)) {
            // given
            assertThat(new AcmeSender(ingest.webhook("acme-eu")).place("S-1").statusCode())
                    .isEqualTo(200);
            ingest.awaitEvent(ingest.topics().journal(ingest.channel("acme-eu")), "S-1");
            assertThat(ingest.events(ingest.topics().orders())).isEmpty();

            // when
            try (TestHub normalize = TestHub.start(brokers, CHANNELS, shared, Role.NORMALIZE)) {
                // then
                normalize.awaitEvent(normalize.topics().orders(), "acme-eu:S-1");
                await().untilAsserted(() ->
                        assertThat(normalize.metrics()).contains("split_roles_records_total{channel=\"acme-eu\"} 1.0"));
                assertThat(ingest.metrics()).doesNotContain("split_roles_records_total");
            }
        }
    }

    @Test
    void health_tells_of_kafka_and_of_each_channel() throws Exception {
        try (TestHub hub = TestHub.start(brokers, CHANNELS, acme())) {
            assertThat(hub.health().status()).isEqualTo("UP");
            assertThat(hub.health().status("kafka")).isEqualTo("UP");
            assertThat(hub.health().status("channel-acme-eu")).isEqualTo("UP");
            assertThat(hub.health().trouble("channel-acme-eu")).isEmpty();
        }
    }

    @Test
    void metrics_count_by_channel_under_the_hubs_prefix() throws Exception {
        try (TestHub hub = TestHub.start(brokers, CHANNELS, acme())) {
            // when
            AcmeSender acme = new AcmeSender(hub.webhook("acme-eu"));
            acme.place("M-1");
            acme.post("{\"type\": \"order.placed\", \"data\": {\"ref\": \"M-2\"}}", "msg_2", AcmeSender.SECRET);
            acme.post("{}", "msg_3", "whsec_" + "A".repeat(32));
            // then
            String prefix = hub.topics().prefix().replace('-', '_');
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(hub.metrics())
                    .contains(
                            prefix + "_records_total{channel=\"acme-eu\"} 2.0",
                            prefix + "_events_total{channel=\"acme-eu\"} 1.0",
                            prefix + "_dead_letters_total{channel=\"acme-eu\",kind=\"UNMAPPABLE\"} 1.0",
                            prefix + "_refused_total{channel=\"acme-eu\",reason=\"signature\"} 1.0")
                    .doesNotContain("crossdock_"));
        }
    }

    @Test
    void a_stop_takes_no_longer_than_ten_seconds_though_two_systems_hang(@TempDir Path folder) throws Exception {
        try (SquareSandbox first = till("first");
                SquareSandbox second = till("second")) {
            // given
            write(folder, "first", first);
            write(folder, "second", second);
            TestHub hub = TestHub.start(brokers, folder, Map.of());
            for (SquareSandbox till : List.of(first, second)) {
                till.faults().slow(Faults.ALL, Duration.ofSeconds(60));
                till.webhooks().to(hub.webhook(till.name()));
                till.sell(List.of(OrderLine.of("A-1", 1)));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> first.faults().happened(Faults.Kind.SLOW) > 0
                            && second.faults().happened(Faults.Kind.SLOW) > 0);
            // when
            long beganNanos = System.nanoTime();
            hub.close();
            // then
            assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static Map<String, String> acme() {
        return Map.of("CROSSDOCK_SECRET_ACME_WEBHOOK", AcmeSender.SECRET);
    }

    private static SquareSandbox till(String name) {
        return new SquareSandbox(
                Setup.of(name, List.of(CatalogueItem.of("A-1", "9.90", 10)), "EUR", new Random(7), Clock.systemUTC()));
    }

    private static void write(Path folder, String name, SquareSandbox till) throws Exception {
        Files.writeString(folder.resolve(name + ".channel.yaml"), """
                channel: %s
                system: square
                currency: EUR
                locations: {lyon: "%s"}
                properties: {url: "%s", accessToken: "%s", secret: "%s"}
                """.formatted(
                        name, till.locationIds().get(0), till.url(), till.accessToken(), till.signatureKey()));
    }
}
