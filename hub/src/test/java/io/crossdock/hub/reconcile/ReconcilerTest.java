package io.crossdock.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.channel.ReconcileRule;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicScan;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.OrderListing.Listed;
import io.crossdock.spi.OrderListing.Page;
import io.crossdock.spi.OrderListing.Span;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done by itself takes in what was lost, and nothing that was done with before anybody listened. */
@OnBackbone(Part.KAFKA)
class ReconcilerTest {

    private static final ChannelId SHOP = new ChannelId("shop");
    private static final ReconcileRule RULE =
            new ReconcileRule(Duration.ofMillis(500), Duration.ofHours(2), Duration.ZERO);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Topics topics =
            new Topics("reconciler-" + UUID.randomUUID().toString().substring(0, 8));

    /** When the system's orders were last changed. */
    private final Map<String, Instant> changed = new ConcurrentHashMap<>();

    private KafkaClients clients;
    private Producer<byte[], byte[]> producer;
    private Reconciler reconciler;

    @BeforeEach
    void aChannelThatNobodyListensToYet(Backbone backbone) {
        clients = TestClients.of(backbone);
        producer = clients.producer("reconciler-test");
        try (Admin admin = clients.admin()) {
            new TopicSetup(topics, 2, 1, 1).create(admin, Set.of(SHOP), Set.of());
        }
        reconciler = new Reconciler(
                new Reconciliation(
                        SHOP,
                        "acme",
                        this::listed,
                        ReconcilerTest::translated,
                        clients,
                        producer,
                        topics,
                        Sealing.NONE,
                        RateBudget.parse("none").share(20),
                        Clock.systemUTC()),
                RULE,
                new SimpleMeterRegistry());
    }

    @AfterEach
    void everythingEnds() {
        reconciler.duty().leave().run();
        producer.close();
    }

    @Test
    void of_what_changed_before_a_new_channels_first_start_only_open_orders_are_taken_in() {
        // given
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        changed.put("delivered before", hourAgo);
        changed.put("open before", hourAgo);
        // when
        reconciler.duty().take().run();
        // then
        await().atMost(PATIENCE).until(() -> journaled().contains("open before"));
        // when
        changed.put("sold since", Instant.now());
        // then
        await().atMost(PATIENCE).until(() -> journaled().contains("sold since"));
        assertThat(journaled()).containsExactly("open before", "sold since");
        assertThat(reconciler.trouble()).isEmpty();
    }

    @Test
    void what_changed_since_the_journals_begin_is_taken_in_whatever_its_state() {
        // given
        Instant now = Instant.now();
        changed.put("delivered before", now.minus(Duration.ofMinutes(90)));
        changed.put("delivered since", now.minus(Duration.ofMinutes(30)));
        PipelinedSend.all(
                producer,
                List.of(new ProducerRecord<>(
                        topics.journal(SHOP),
                        0,
                        now.minus(Duration.ofMinutes(60)).toEpochMilli(),
                        "webhook".getBytes(StandardCharsets.UTF_8),
                        new byte[0])));
        // when
        reconciler.duty().take().run();
        // then
        await().atMost(PATIENCE).until(() -> journaled().contains("delivered since"));
        assertThat(journaled()).containsExactly("delivered since", "webhook");
    }

    private Page listed(Span span) {
        List<Listed> listed = changed.entrySet().stream()
                .filter(order -> !order.getValue().isBefore(span.from())
                        && !order.getValue().isAfter(span.until()))
                .map(order ->
                        new Listed(order.getKey(), "1", "order", order.getKey().startsWith("open"), new byte[0]))
                .toList();
        return new Page(listed, Optional.empty());
    }

    private static List<CanonicalEvent> translated(InboundRecord inbound) {
        OrderLine line = new OrderLine("1", new Sku("A-1"), BigDecimal.ONE, null, null);
        Order order = new Order(
                OrderId.of(SHOP, inbound.key()),
                SHOP,
                inbound.key(),
                1,
                Instant.EPOCH,
                "EUR",
                List.of(new LocationId("lyon")),
                List.of(line),
                null);
        return List.of(new CanonicalEvent(
                inbound.id(), inbound.source(), Instant.EPOCH, null, null, null, 1, new OrderChanged(order)));
    }

    private Set<String> journaled() {
        Set<String> keys = new TreeSet<>();
        try (TopicScan scan = TopicScan.of(clients, "looker", topics.journal(SHOP), null)) {
            for (var batch = scan.next(); !batch.isEmpty(); batch = scan.next()) {
                batch.forEach(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
            }
        }
        return keys;
    }
}
