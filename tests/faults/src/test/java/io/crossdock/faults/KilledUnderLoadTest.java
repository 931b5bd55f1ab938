package io.crossdock.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.FreePort;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.demo.HubProcess;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Hub and broker die without warning while a partner sends orders and poison: whatever was answered by 2xx is kept,
 * told once, and counts once.
 */
@OnBackbone(Part.KAFKA)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledUnderLoadTest {

    private static final boolean LONG = Boolean.getBoolean("crossdock.long");
    private static final int HUB_KILLS = LONG ? 20 : 2;
    private static final int BROKER_KILLS = LONG ? 5 : 1;
    private static final int ORDERS_BETWEEN = LONG ? 1_000 : 200;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String CHANNEL = "acme-eu";
    private static final BigDecimal ON_HAND = BigDecimal.valueOf(1_000_000);
    private static final LocationId HAMBURG = new LocationId("hamburg");

    private final Topics topics = new Topics("faults");
    private final Map<String, String> environment = new HashMap<>();
    private final int httpPort = FreePort.find();
    private Backbone backbone;
    private KafkaClients clients;
    private Kept kept;
    private Partner partner;
    private HubProcess hub;
    private Set<Integer> accepted;

    @BeforeAll
    void kill_them_while_orders_come_in(Backbone given) throws Exception {
        prepare(given);
        startHub();
        count();
        partner = new Partner(URI.create("http://127.0.0.1:" + httpPort + "/in/" + CHANNEL));
        partner.start();
        for (int kill = 0; kill < HUB_KILLS + BROKER_KILLS; kill++) {
            awaitMoreOrders();
            if (kill % (HUB_KILLS / BROKER_KILLS + 1) == 1) {
                backbone.kafka().kill();
                backbone.kafka().start();
            } else {
                hub.kill();
                startHub();
            }
        }
        awaitMoreOrders();
        partner.finish();
        accepted = partner.accepted();
        awaitAllHandled();
    }

    @AfterAll
    void everything_ends() {
        if (partner != null) {
            partner.close();
        }
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void the_kills_were_felt() {
        assertThat(partner.repeated()).isPositive();
    }

    @Test
    void every_accepted_webhook_is_in_the_journal() {
        // given
        Set<String> lost = accepted.stream().map(Partner::messageId).collect(Collectors.toSet());
        // when
        lost.removeAll(kept.idsBy("id", topics.journal(new ChannelId(CHANNEL))).keySet());
        // then
        assertThat(lost).isEmpty();
    }

    @Test
    void every_accepted_webhook_is_in_exactly_one_of_canonical_topics_and_dead_letters() {
        // when
        Map<String, Set<String>> events = kept.idsBy("subject", topics.orders());
        Map<String, Set<String>> letters = kept.idsBy("inboundid", topics.deadLetters());
        // then
        List<String> wrong = new ArrayList<>();
        for (int number : accepted) {
            int told = events.getOrDefault(CHANNEL + ":" + Partner.reference(number), Set.of())
                    .size();
            boolean isSetAside = letters.containsKey(Partner.messageId(number));
            if (told != (Partner.isPoison(number) ? 0 : 1) || isSetAside != Partner.isPoison(number)) {
                wrong.add(Partner.messageId(number) + ": " + told + " events, set aside " + isSetAside);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_order_is_reserved_once() {
        // given
        Map<String, Long> ordered = accepted.stream()
                .filter(number -> !Partner.isPoison(number))
                .collect(Collectors.groupingBy(Partner::sku, Collectors.counting()));
        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(reserved()).isEqualTo(ordered));
    }

    private void prepare(Backbone given) {
        backbone = given;
        clients = new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        kept = new Kept(clients);
        environment.putAll(Map.of(
                "CROSSDOCK_KAFKA_BROKERS",
                backbone.kafka().bootstrapServers(),
                "CROSSDOCK_PREFIX",
                topics.prefix(),
                "CROSSDOCK_HTTP_PORT",
                Integer.toString(httpPort),
                "CROSSDOCK_KAMELETS",
                "../../channels/kamelets",
                "CROSSDOCK_STATE",
                backbone.folder().path().resolve("state").toString(),
                "CROSSDOCK_PARTITIONS",
                "2",
                "CROSSDOCK_REPLICATION",
                "1",
                "CROSSDOCK_MIN_INSYNC",
                "1",
                "CROSSDOCK_ALLOW_LOW_REPLICATION",
                "true",
                "CROSSDOCK_SECRET_ACME_EU_WEBHOOK",
                Partner.SECRET));
    }

    private Map<String, Long> reserved() {
        Map<String, Long> reserved = new HashMap<>();
        kept.availability(topics.availability())
                .forEach((sku, item) ->
                        reserved.put(sku, ON_HAND.subtract(available(item)).longValueExact()));
        reserved.values().removeIf(pieces -> pieces == 0);
        return reserved;
    }

    private static BigDecimal available(AvailabilityChanged item) {
        return item.available(List.of(HAMBURG));
    }

    /** A level for each item: nothing is told of one before. */
    private void count() {
        List<ProducerRecord<byte[], byte[]>> levels = new ArrayList<>();
        IntStream.range(0, Partner.SKUS).forEach(number -> {
            StockCounted level = new StockCounted(new Sku(Partner.sku(number)), HAMBURG, ON_HAND);
            Instant now = Instant.now();
            levels.add(CloudEventHeaders.record(
                    topics.stock(),
                    new CanonicalEvent(
                            "level-" + number, "/erp/faults", now, Sequence.of(1, 1, number), now, null, 1, level)));
        });
        try (Producer<byte[], byte[]> producer = clients.producer("faults")) {
            PipelinedSend.all(producer, levels);
        }
    }

    private void startHub() {
        int managementPort = FreePort.find();
        environment.put("CROSSDOCK_MANAGEMENT_PORT", Integer.toString(managementPort));
        hub = HubProcess.start(
                backbone.folder(),
                environment,
                managementPort,
                List.of(
                        "--channels", "src/test/resources/channels",
                        "--roles", "ingest,normalize,availability"));
    }

    /** Taken and, so that the next kill strikes all of the hub at work, some of them told. */
    private void awaitMoreOrders() throws ExecutionException, InterruptedException {
        int taken = partner.acceptedSoFar();
        long told = kept.records(topics.orders());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> partner.acceptedSoFar() >= taken + ORDERS_BETWEEN && kept.records(topics.orders()) > told);
    }

    private void awaitAllHandled() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            Set<String> told = kept.idsBy("subject", topics.orders()).keySet();
            Set<String> setAside = kept.idsBy("inboundid", topics.deadLetters()).keySet();
            return accepted.stream()
                    .allMatch(number -> told.contains(CHANNEL + ":" + Partner.reference(number))
                            || setAside.contains(Partner.messageId(number)));
        });
    }
}
