package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.ServiceLevelBreached;
import io.crossdock.canonical.ServiceLevelRestored;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicScan;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.hub.servicelevel.ChannelStanding;
import io.crossdock.hub.servicelevel.MeasuredLag;
import io.crossdock.hub.servicelevel.ServiceLevel;
import io.crossdock.hub.servicelevel.ServiceLevelTopic;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel that does not answer is told as later than its service level, and as within it again, by whoever has it then. */
@OnBackbone(Part.KAFKA)
class ServiceLevelComponentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Sku LAMP = new Sku("LAMP-1");

    private final Topics topics = new Topics("t" + UUID.randomUUID().toString().substring(0, 8));
    private final List<CamelContext> contexts = new ArrayList<>();
    private final KafkaClients clients;
    private final Producer<byte[], byte[]> producer;
    private volatile boolean isAway;
    private volatile long shown;

    ServiceLevelComponentTest(Backbone backbone) {
        clients = new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        producer = clients.producer("test");
    }

    @BeforeEach
    void createTopics() {
        try (var admin = clients.admin()) {
            new TopicSetup(topics, 1, 1, 1).ensure(admin, List.of(FakeSystem.CHANNEL.id()), List.of());
        }
    }

    @AfterEach
    void close() {
        contexts.forEach(CamelContext::stop);
        producer.close();
    }

    @Test
    void a_breach_and_its_end_are_events_though_another_process_has_the_channel_by_then() throws Exception {
        // given an item that the channel shows; its first offer, a minute after it was counted, is nobody's delay
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        CamelContext first = start(meters);
        available(7, 1, Instant.now().minusSeconds(60));
        await().atMost(PATIENCE).until(() -> shown == 7 && lag().isPresent());
        assertThat(events()).isEmpty();
        // when the channel does not take the next change
        isAway = true;
        available(5, 2, Instant.now());
        // then
        await().atMost(PATIENCE)
                .until(() -> lag().filter(MeasuredLag::hasBreach).isPresent());
        assertThat(lag().orElseThrow().p99Millis()).isEqualTo(500);
        assertThat(meters.get(topics.prefix() + ".sync.level.breached").gauge().value())
                .isEqualTo(1);
        await().atMost(PATIENCE)
                .until(() -> meters.get(topics.prefix() + ".sync.level.breaches")
                                .functionCounter()
                                .count()
                        == 1);
        assertThat(events()).singleElement().isInstanceOfSatisfying(ServiceLevelBreached.class, breach -> {
            assertThat(breach.channel()).isEqualTo(FakeSystem.CHANNEL.id());
            assertThat(breach.windowSeconds()).isEqualTo(2);
            assertThat(breach.lagMillis()).isGreaterThan(500);
        });
        assertThat(meters.get(topics.prefix() + ".sync.lag")
                        .tag("cause", "erp")
                        .timer()
                        .count())
                .isEqualTo(1);
        Instant breachedAt = lag().orElseThrow().breachedAt();
        // when another process takes over, and the channel takes it
        first.stop();
        isAway = false;
        start(new SimpleMeterRegistry());
        // then
        await().atMost(PATIENCE).until(() -> shown == 5 && events().size() == 2);
        assertThat(events().get(1)).isInstanceOfSatisfying(ServiceLevelRestored.class, over -> {
            assertThat(over.breachedAt()).isEqualTo(breachedAt);
            assertThat(over.worstMillis()).isGreaterThan(500);
        });
        await().atMost(PATIENCE)
                .until(() -> lag().filter(MeasuredLag::hasBreach).isEmpty());
    }

    private CamelContext start(SimpleMeterRegistry meters) throws Exception {
        CamelContext context = new DefaultCamelContext();
        contexts.add(context);
        ServiceLevel level = new ServiceLevel(Optional.of(Duration.ofMillis(500)), Duration.ofSeconds(2));
        context.getRegistry()
                .bind(
                        ChannelControl.bean("acme-eu"),
                        new ChannelControl(Optional::empty, false, Optional.empty(), Optional.empty(), level));
        context.getRegistry()
                .bind(
                        SyncSettings.bean("acme-eu"),
                        new SyncSettings(
                                FakeSystem.CHANNEL,
                                StockPolicy.ALL,
                                PricePolicy.of("retail", "EUR"),
                                "none",
                                10,
                                2,
                                Duration.ofMillis(100),
                                topics,
                                clients));
        context.getRegistry().bind("meters", meters);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("offers:acme-eu").process(exchange -> exchange.getMessage()
                        .setBody(take(exchange.getIn().getBody(List.class))));
            }
        });
        context.start();
        return context;
    }

    private List<OfferResult> take(List<?> offers) {
        if (isAway) {
            throw Failure.unavailable("acme", "push", "status 503", null);
        }
        return offers.stream()
                .map(Offer.class::cast)
                .peek(offer -> shown = offer.quantity())
                .map(offer -> OfferResult.confirmed(offer.sku()))
                .toList();
    }

    private Optional<MeasuredLag> lag() {
        return Optional.ofNullable(new ServiceLevelTopic(clients, topics).read().get(FakeSystem.CHANNEL.id()))
                .map(ChannelStanding::lag);
    }

    private List<CanonicalData> events() {
        List<CanonicalData> events = new ArrayList<>();
        try (TopicScan scan = TopicScan.of(clients, topics.group("test", "reports"), topics.reports(), null)) {
            for (var batch = scan.next(); !batch.isEmpty(); batch = scan.next()) {
                batch.forEach(
                        written -> events.add(CloudEventHeaders.event(written).data()));
            }
        }
        return events;
    }

    private void available(long pieces, long version, Instant committedAt) {
        AvailabilityChanged data = new AvailabilityChanged(
                LAMP,
                version,
                List.of(new LocationStock(
                        FakeSystem.CHANNEL.locations().get(0), BigDecimal.valueOf(pieces), BigDecimal.ZERO)),
                List.of(),
                false,
                List.of());
        producer.send(CloudEventHeaders.record(
                topics.availability(),
                new CanonicalEvent(
                        UUID.randomUUID().toString(), "/erp/legacy", committedAt, null, committedAt, null, 0, data)));
        producer.flush();
    }
}
