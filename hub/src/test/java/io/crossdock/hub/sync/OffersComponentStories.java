package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelTouch;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicScan;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;

/** Hubs that keep channels up to date over a real broker, the topics that feed them, and channels that take what a test says. */
@OnBackbone(Part.KAFKA)
abstract class OffersComponentStories {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Duration SETTLES = Duration.ofMillis(1500);
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    static final Sku LAMP = new Sku("LAMP-1");

    final Topics topics = new Topics("t" + UUID.randomUUID().toString().substring(0, 8));

    /** What a channel shows, by its key. */
    final Map<Sku, Offer> shown = new ConcurrentHashMap<>();

    /** Of each offer that a channel was told, taken or not. */
    final Queue<Sku> sent = new ConcurrentLinkedQueue<>();

    final Queue<OfferProblem> problems = new ConcurrentLinkedQueue<>();
    final List<CamelContext> contexts = new ArrayList<>();
    final KafkaClients clients;
    final Producer<byte[], byte[]> producer;
    volatile Function<Offer, OfferResult> taking = offer -> OfferResult.confirmed(offer.sku());

    OffersComponentStories(Backbone backbone, Channel... others) {
        clients = new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        producer = clients.producer("test");
        try (var admin = clients.admin()) {
            new TopicSetup(topics, 2, 1, 1)
                    .ensure(
                            admin,
                            Stream.concat(Stream.of(FakeSystem.CHANNEL), Stream.of(others))
                                    .map(Channel::id)
                                    .toList(),
                            List.of());
        }
    }

    @AfterEach
    void endAll() {
        contexts.forEach(CamelContext::stop);
        producer.close();
    }

    /** A hub with the channel of the tests alone. */
    CamelContext start() throws Exception {
        return start(Map.of(), settings(FakeSystem.CHANNEL, StockPolicy.ALL));
    }

    final CamelContext start(Map<String, Object> beans, SyncSettings... channels) throws Exception {
        CamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.getRegistry().bind("problems", (OfferProblems) problems::add);
        beans.forEach(context.getRegistry()::bind);
        for (SyncSettings settings : channels) {
            String channel = settings.channel().id().value();
            context.getRegistry().bind(SyncSettings.bean(channel), settings);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("offers:" + channel)
                            .process(exchange -> exchange.getMessage().setBody(answer(exchange)));
                }
            });
        }
        context.start();
        return context;
    }

    final SyncSettings settings(Channel channel, StockPolicy stock) {
        return settings(channel, stock, "none", 10);
    }

    final SyncSettings settings(Channel channel, StockPolicy stock, String limit, int batch) {
        PricePolicy prices = PricePolicy.of("retail", "EUR");
        return new SyncSettings(channel, stock, prices, limit, batch, 3, SETTLES, topics, clients);
    }

    /** What the channel answers to a request. */
    List<OfferResult> answer(Exchange exchange) {
        List<?> offers = exchange.getIn().getBody(List.class);
        return offers.stream().map(Offer.class::cast).map(this::take).toList();
    }

    private OfferResult take(Offer offer) {
        sent.add(offer.sku());
        OfferResult result = taking.apply(offer);
        if (result.failure() != null && result.isConfirmed()) {
            shown.merge(offer.sku(), offer, OffersComponentStories::merged);
        }
        return result;
    }

    private static Offer merged(Offer before, Offer after) {
        return new Offer(
                after.sku(),
                after.quantity() == null ? before.quantity() : after.quantity(),
                null,
                after.price() == null ? before.price() : after.price(),
                after.idempotencyKey());
    }

    static SyncStatus status(CamelContext context) {
        return SyncStatus.all(context).get(FakeSystem.CHANNEL.id().value());
    }

    final void stock(String sku, long version, long quantity) {
        stock(sku, version, quantity, Instant.now());
    }

    /** @param touched channels that sold the item */
    final void stock(String sku, long version, long quantity, Instant at, ChannelTouch... touched) {
        BigDecimal onHand = BigDecimal.valueOf(quantity);
        write(
                topics.availability(),
                null,
                new AvailabilityChanged(
                        new Sku(sku),
                        version,
                        List.of(new LocationStock(FakeSystem.CHANNEL.locations().get(0), onHand, BigDecimal.ZERO)),
                        List.of(),
                        false,
                        List.of(touched)),
                at);
    }

    final void write(String topic, Sequence sequence, CanonicalData data, Instant at) {
        CanonicalEvent event =
                new CanonicalEvent(UUID.randomUUID().toString(), "/erp/legacy", at, sequence, at, TRACE, 0, data);
        var told = CloudEventHeaders.record(topic, event);
        producer.send(new ProducerRecord<>(topic, null, at.toEpochMilli(), told.key(), told.value(), told.headers()));
    }

    final void awaitShown(Map<String, Long> quantities) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(shownQuantities())
                .isEqualTo(quantities));
    }

    private Map<String, Long> shownQuantities() {
        Map<String, Long> quantities = new HashMap<>();
        shown.forEach((sku, offer) -> quantities.put(sku.value(), offer.quantity()));
        return quantities;
    }

    /** The newest of each item, by our SKU. */
    final Map<String, ReceiptIssued> receipts() {
        Map<String, ReceiptIssued> receipts = new HashMap<>();
        String topic = topics.receipts(FakeSystem.CHANNEL.id());
        try (TopicScan scan = TopicScan.of(clients, topics.group("test", "receipts"), topic, null)) {
            for (var batch = scan.next(); !batch.isEmpty(); batch = scan.next()) {
                batch.forEach(written -> {
                    CanonicalEvent event = CloudEventHeaders.event(written);
                    assertThat(event.source()).isEqualTo("/channels/acme-eu");
                    assertThat(event.traceparent()).isEqualTo(TRACE);
                    assertThat(event.committedAt()).isNotNull();
                    receipts.put(event.subject(), (ReceiptIssued) event.data());
                });
            }
        }
        return receipts;
    }

    /** What the channel's owner leaves to the next one; empty where nothing is to be thought of. */
    final String leftBehind() throws Exception {
        try (var admin = clients.admin()) {
            return admin.listConsumerGroupOffsets(group())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topics.availability(), 0))
                    .metadata();
        }
    }

    /** As an owner does that was killed. */
    final void leaveBehind(String text) throws Exception {
        try (var admin = clients.admin()) {
            admin.alterConsumerGroupOffsets(
                            group(),
                            Map.of(new TopicPartition(topics.availability(), 0), new OffsetAndMetadata(0, text)))
                    .all()
                    .get();
        }
    }

    final String group() {
        return topics.group("sync", FakeSystem.CHANNEL.id().value());
    }
}
