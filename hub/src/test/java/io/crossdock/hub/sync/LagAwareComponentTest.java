package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelTouch;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelText;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A channel that is throttled holds pieces back, from its sync's own look at how late it is. */
@OnBackbone(Part.KAFKA)
class LagAwareComponentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Sku LAMP = new Sku("LAMP-1");

    private final Topics topics = new Topics("t" + UUID.randomUUID().toString().substring(0, 8));
    private final Map<Sku, Long> shown = new ConcurrentHashMap<>();
    private final AtomicInteger throttles = new AtomicInteger();
    private final CamelContext context = new DefaultCamelContext();
    private final KafkaClients clients;
    private final Producer<byte[], byte[]> producer;

    LagAwareComponentTest(Backbone backbone) {
        clients = new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        producer = clients.producer("test");
    }

    @AfterEach
    void close() {
        context.stop();
        producer.close();
    }

    @Test
    void a_throttled_channel_shows_fewer_pieces_of_what_sells_and_all_of_them_once_it_has_recovered() throws Exception {
        // given
        try (var admin = clients.admin()) {
            new TopicSetup(topics, 1, 1, 1).ensure(admin, List.of(FakeSystem.CHANNEL.id()), List.of());
        }
        start("{lagAware: {after: 1s, memory: 1h, calm: 3s, most: 50}}");
        available(100_000, 1, 0);
        awaitShown(100_000);
        // when 5 pieces are left, which sold fast, and the channel asks for 4 seconds
        throttles.set(1);
        available(5, 2, 2);
        // then
        awaitShown(0);
        // when, then nothing else happens and the channel is fast
        awaitShown(5);
        SyncView view = SyncView.read(settings("{lagAware: true}"), "view");
        assertThat(view.all().map(item -> item.quantity().confirmed())).containsExactly(5L);
    }

    private void awaitShown(long quantity) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> shown.getOrDefault(LAMP, -1L) == quantity);
    }

    private void start(String stock) throws Exception {
        context.getRegistry().bind(SyncSettings.bean("acme-eu"), settings(stock));
        context.getRegistry().bind("problems", (OfferProblems) problem -> {});
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("offers:acme-eu").process(exchange -> exchange.getMessage()
                        .setBody(take(exchange.getIn().getBody(List.class))));
            }
        });
        context.start();
    }

    private List<OfferResult> take(List<?> offers) {
        if (throttles.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw Failure.throttled("acme", "push", Duration.ofSeconds(4));
        }
        return offers.stream()
                .map(Offer.class::cast)
                .peek(offer -> shown.put(offer.sku(), offer.quantity()))
                .map(offer -> OfferResult.confirmed(offer.sku()))
                .toList();
    }

    private SyncSettings settings(String stock) {
        return new SyncSettings(
                FakeSystem.CHANNEL,
                ChannelText.stock(stock),
                PricePolicy.of("retail", "EUR"),
                "none",
                10,
                1,
                Duration.ofMillis(1500),
                topics,
                clients);
    }

    private void available(long pieces, long version, long touched) {
        AvailabilityChanged data = new AvailabilityChanged(
                LAMP,
                version,
                List.of(new LocationStock(
                        FakeSystem.CHANNEL.locations().get(0), BigDecimal.valueOf(pieces), BigDecimal.ZERO)),
                List.of(),
                false,
                touched == 0 ? List.of() : List.of(new ChannelTouch(new ChannelId("other"), touched)));
        Instant now = Instant.now();
        producer.send(CloudEventHeaders.record(
                topics.availability(),
                new CanonicalEvent(UUID.randomUUID().toString(), "/erp/legacy", now, null, now, null, 0, data)));
        producer.flush();
    }
}
