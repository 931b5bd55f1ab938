package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Ticket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A channel that accepts offers and tells later what became of them, with a hub that may end in between. */
@OnBackbone(Part.KAFKA)
class AcceptedOffersComponentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Sku LAMP = new Sku("LAMP-1");
    private static final Sku MUG = new Sku("MUG-1");

    private final Topics topics = new Topics("t" + UUID.randomUUID().toString().substring(0, 8));
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<OfferProblem> problems = new ConcurrentLinkedQueue<>();
    private final Map<Sku, OfferResult> results = new ConcurrentHashMap<>();
    private final List<CamelContext> contexts = new ArrayList<>();
    private final KafkaClients clients;
    private final Producer<byte[], byte[]> producer;
    private volatile CountDownLatch questions = new CountDownLatch(0);
    private volatile int inFlight = 2;
    private volatile Duration within = Duration.ofMinutes(10);

    AcceptedOffersComponentTest(Backbone backbone) {
        clients = new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        producer = clients.producer("test");
        try (var admin = clients.admin()) {
            new TopicSetup(topics, 2, 1, 1).ensure(admin, List.of(FakeSystem.CHANNEL.id()), List.of());
        }
    }

    @AfterEach
    void close() {
        contexts.forEach(CamelContext::stop);
        producer.close();
    }

    @Test
    void a_hub_that_ended_in_between_neither_sends_again_nor_forgets_and_the_newest_follows_the_result()
            throws Exception {
        // given
        CamelContext first = start();
        available(LAMP, 5, 1);
        await().atMost(PATIENCE).until(() -> asked.contains("LAMP-1=5 by import-LAMP-1"));
        // when
        first.stop();
        asked.clear();
        available(LAMP, 3, 2);
        start();
        await().atMost(PATIENCE).until(() -> asked.contains("LAMP-1=5 by import-LAMP-1"));
        // then
        assertThat(sent).containsExactly("LAMP-1=5");
        assertThat(view().quantity().confirmed()).isNull();
        // when
        results.put(LAMP, OfferResult.confirmed(LAMP));
        // then
        await().atMost(PATIENCE)
                .until(() -> view().quantity().confirmed() != null
                        && view().quantity().confirmed() == 3);
        assertThat(sent).containsExactly("LAMP-1=5", "LAMP-1=3");
    }

    @Test
    void each_item_has_its_own_result_and_a_refused_one_is_told() throws Exception {
        // given
        start();
        results.put(LAMP, OfferResult.confirmed(LAMP));
        results.put(MUG, OfferResult.failed(MUG, Failure.rejected("acme", "import", "MUG-1", "unknown article")));
        // when
        available(LAMP, 5, 1);
        available(MUG, 6, 1);
        // then
        await().atMost(PATIENCE).until(() -> problems.size() == 1);
        assertThat(problems.peek().offer().sku()).isEqualTo(MUG);
        assertThat(problems.peek().failure()).hasMessageContaining("unknown article");
        await().atMost(PATIENCE).until(() -> view().quantity().confirmed() != null);
    }

    @Test
    void what_has_no_result_in_time_is_sent_again() throws Exception {
        // given
        within = Duration.ofMillis(300);
        start();
        // when
        available(LAMP, 5, 1);
        // then
        await().atMost(PATIENCE).until(() -> sent.size() > 1);
        assertThat(sent).allMatch("LAMP-1=5"::equals);
    }

    @Test
    void many_are_asked_about_in_several_requests_at_the_same_time() throws Exception {
        // given a system that answers no question before it has heard another one
        inFlight = 3;
        questions = new CountDownLatch(2);
        start();
        // when
        for (int i = 0; i < 25; i++) {
            Sku sku = new Sku("CUP-" + i);
            results.put(sku, OfferResult.confirmed(sku));
            available(sku, 5, 1);
        }
        // then
        assertThat(questions.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private CamelContext start() throws Exception {
        CamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.getRegistry().bind(SyncSettings.bean("acme-eu"), settings());
        context.getRegistry().bind("problems", (OfferProblems) problems::add);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("offers:acme-eu").process(exchange -> {
                    List<?> accepted = exchange.getProperty(ChannelAction.ACCEPTED, List.class);
                    exchange.getMessage()
                            .setBody(accepted == null ? take(exchange.getIn().getBody(List.class)) : ask(accepted));
                });
            }
        });
        context.start();
        return context;
    }

    private List<OfferResult> take(List<?> offers) {
        return offers.stream()
                .map(Offer.class::cast)
                .peek(offer -> sent.add(offer.sku() + "=" + offer.quantity()))
                .map(offer -> OfferResult.accepted(offer.sku(), ticket(offer.sku())))
                .toList();
    }

    private List<OfferResult> ask(List<?> accepted) throws InterruptedException {
        questions.countDown();
        questions.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return accepted.stream()
                .map(AcceptedOffer.class::cast)
                .peek(one -> asked.add(one.offer().sku() + "=" + one.offer().quantity() + " by " + one.ticket()))
                .map(one -> results.getOrDefault(
                        one.offer().sku(),
                        OfferResult.accepted(
                                one.offer().sku(), ticket(one.offer().sku()))))
                .toList();
    }

    private Ticket ticket(Sku sku) {
        return new Ticket("import-" + sku, Duration.ofMillis(100), within, false);
    }

    private ItemView view() {
        return SyncView.read(settings(), "view-" + UUID.randomUUID())
                .all()
                .filter(item -> item.sku().equals(LAMP))
                .findFirst()
                .orElseThrow();
    }

    private SyncSettings settings() {
        return new SyncSettings(
                FakeSystem.CHANNEL,
                StockPolicy.ALL,
                PricePolicy.of("retail", "EUR"),
                "none",
                10,
                inFlight,
                Duration.ofMillis(1500),
                topics,
                clients);
    }

    private void available(Sku sku, long pieces, long version) {
        AvailabilityChanged data = new AvailabilityChanged(
                sku,
                version,
                List.of(new LocationStock(
                        FakeSystem.CHANNEL.locations().get(0), BigDecimal.valueOf(pieces), BigDecimal.ZERO)),
                List.of(),
                false,
                List.of());
        Instant now = Instant.now();
        producer.send(CloudEventHeaders.record(
                topics.availability(),
                new CanonicalEvent(UUID.randomUUID().toString(), "/erp/legacy", now, null, now, null, 0, data)));
        producer.flush();
    }
}
