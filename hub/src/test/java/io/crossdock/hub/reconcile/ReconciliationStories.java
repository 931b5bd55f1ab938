package io.crossdock.hub.reconcile;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelReconciled;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.OrderListing.Listed;
import io.crossdock.spi.OrderListing.Page;
import io.crossdock.spi.OrderListing.Span;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Comparisons with a system that answers as it is told; bodies are {@code <version> <pieces>}. */
@OnBackbone(Part.KAFKA)
abstract class ReconciliationStories {

    static final ChannelId SHOP = new ChannelId("shop");
    static final Instant UNTIL = Instant.now();
    static final Instant FROM = UNTIL.minus(Duration.ofHours(2));

    final Topics topics = new Topics("reconcile-" + UUID.randomUUID().toString().substring(0, 8));
    final Deque<Supplier<Page>> answers = new ArrayDeque<>();
    final List<Span> asked = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    Duration paused = Duration.ZERO;
    private KafkaClients clients;
    private Producer<byte[], byte[]> producer;
    Sealing sealing = Sealing.NONE;

    @BeforeEach
    void topics(Backbone backbone) throws Exception {
        clients = TestClients.of(backbone);
        producer = clients.producer("reconcile-test");
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(
                            new NewTopic(topics.journal(SHOP), 2, (short) 1),
                            new NewTopic(topics.reports(), 2, (short) 1)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void everythingEnds() {
        producer.close();
    }

    Tally run() throws InterruptedException {
        return reconciliation("none").run(FROM, UNTIL, Scope.ALL, this::pause, progress -> {});
    }

    Reconciliation reconciliation(String limit) {
        return reconciliation(limit, topics);
    }

    /** Time passes at once. */
    void pause(Duration time) {
        pauses.add(time);
        paused = paused.plus(time);
    }

    Reconciliation reconciliation(String limit, Topics names) {
        InstantSource passing = () -> Instant.now().plus(paused);
        return new Reconciliation(
                SHOP,
                "acme",
                span -> {
                    asked.add(span);
                    return answers.remove().get();
                },
                ReconciliationStories::translated,
                clients,
                producer,
                names,
                sealing,
                RateBudget.parse(limit).share(20),
                passing.withZone(ZoneOffset.UTC));
    }

    void answers(Page page) {
        answers.add(() -> page);
    }

    static Page page(String next, Listed... orders) {
        return new Page(List.of(orders), Optional.ofNullable(next));
    }

    static Listed listed(String id, long version, int pieces) {
        return new Listed(id, Long.toString(version), "orders/updated", true, body(version, pieces));
    }

    static Listed finished(String id, long version, int pieces) {
        return new Listed(id, Long.toString(version), "orders/updated", false, body(version, pieces));
    }

    static byte[] body(long version, int pieces) {
        return (version + " " + pieces).getBytes(StandardCharsets.UTF_8);
    }

    void webhook(String id, long version, int pieces) {
        InboundRecord inbound = new InboundRecord(
                SHOP,
                "delivery-" + id,
                "orders/create",
                id,
                "application/json",
                body(version, pieces),
                Instant.now(),
                null);
        Sealing.Body body = sealing.seal(inbound);
        producer.send(new ProducerRecord<>(
                topics.journal(SHOP),
                null,
                null,
                id.getBytes(StandardCharsets.UTF_8),
                body.bytes(),
                JournalHeaders.of(inbound, body.keyId())));
        producer.flush();
    }

    private static List<CanonicalEvent> translated(InboundRecord inbound) {
        String[] words =
                new String(inbound.body(), StandardCharsets.UTF_8).strip().split(" ");
        if (words.length < 2) {
            throw Failure.unmappable("acme", inbound.kind(), inbound.key(), "odd");
        }
        OrderLine line = new OrderLine("1", new Sku("A-1"), new BigDecimal(words[1]), null, null);
        Order order = new Order(
                OrderId.of(SHOP, inbound.key()),
                SHOP,
                inbound.key(),
                Long.parseLong(words[0]),
                FROM,
                "EUR",
                List.of(new LocationId("lyon")),
                List.of(line),
                null);
        return List.of(
                new CanonicalEvent(inbound.id(), "/channels/shop", FROM, null, null, null, 1, new OrderChanged(order)));
    }

    List<InboundRecord> journal() {
        return read(topics.journal(SHOP)).stream()
                .map(read -> JournalHeaders.read(read, SHOP))
                .toList();
    }

    List<ChannelReconciled> reports() {
        return read(topics.reports()).stream()
                .map(read -> (ChannelReconciled) CloudEventHeaders.event(read).data())
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = clients.consumer("looker", Map.of())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
