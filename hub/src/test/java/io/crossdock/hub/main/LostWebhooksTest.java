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
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.Channels;
import io.crossdock.hub.channel.KameletCatalog;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.reconcile.Scope;
import io.crossdock.hub.reconcile.Tally;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.shopify.ShopifySandbox;
import io.crossdock.sandbox.webhook.Flaw;
import io.crossdock.sandbox.webhook.Webhook;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop's webhooks get lost, come twice and come late; its list of orders makes up for them. */
@OnBackbone(Part.KAFKA)
class LostWebhooksTest {

    private static final String CHANNEL = """
            channel: shop
            system: shopify
            currency: USD
            locations: [hamburg]
            limit: {requests: 1000/s}
            %s
            properties: {url: "%s", accessToken: "%s", secret: "%s"}
            """;
    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final String brokers;
    private final Map<String, String> environment =
            Map.of("CROSSDOCK_PREFIX", "lost-" + UUID.randomUUID().toString().substring(0, 8));
    private final ShopifySandbox shop = new ShopifySandbox(Setup.of(
            "shop",
            List.of(CatalogueItem.of("A-1", "9.90", 10_000)),
            "USD",
            new Random(7),
            // Orders of ten minutes ago: what is younger than the grace is not missed.
            Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10))));
    private final List<TestHub> hubs = new ArrayList<>();

    LostWebhooksTest(Backbone backbone) {
        brokers = backbone.kafka().bootstrapServers();
    }

    @BeforeEach
    void aShop() throws Exception {
        write("reconcile: off");
    }

    @AfterEach
    void everythingEnds() {
        hubs.forEach(TestHub::close);
        shop.close();
    }

    @Test
    void exactly_what_was_lost_is_taken_in_and_every_order_counts_once() throws Exception {
        // given
        TestHub hub = start(Role.INGEST, Role.NORMALIZE, Role.AVAILABILITY);
        shop.webhooks().to(hub.webhook("shop"));
        count(hub, "1000");
        Set<String> told = place(90);
        shop.webhooks().copies(2);
        told.addAll(place(3));
        shop.webhooks().copies(1);
        await().atMost(PATIENCE).until(() -> shop.webhooks().underWay() == 0);
        shop.webhooks().to(null, null);
        Set<String> lost = place(4);
        List<Webhook> late = lateWebhooks(lost);

        // when
        Tally first = reconcile();

        // then
        assertThat(first.listed()).isEqualTo(100);
        assertThat(first.orders()).containsExactlyInAnyOrderElementsOf(lost);
        assertThat(journaled(hub)).isEqualTo(90 + 2 * 3 + 7);

        // when
        shop.webhooks().to(hub.webhook("shop"));
        late.forEach(webhook -> shop.webhooks().send(webhook, Flaw.NONE));

        // then
        await().atMost(PATIENCE).until(() -> shop.webhooks().underWay() == 0);
        assertThat(reconcile().missing()).isZero();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ordersOf(hub)).hasSize(100).containsAll(lost).containsAll(told);
            assertThat(available(hub)).isEqualByComparingTo("900");
        });
        assertThat(hub.events(hub.topics().deadLetters())).isEmpty();
        CloudEvent report = hub.awaitEvent(hub.topics().reports(), "shop");
        assertThat(report.getType()).isEqualTo("crossdock.channel.reconciled.v1");
    }

    @Test
    void an_order_that_changes_while_pages_are_read_is_not_lost_either() throws Exception {
        // given
        List<String> placed = List.copyOf(place(120));

        // when
        Tally first = reconcile(tally -> {
            if (tally.pages() == 1) {
                shop.cancelOrder(placed.get(0));
                shop.cancelOrder(placed.get(119));
            }
        });
        Tally second = reconcile();

        // then
        assertThat(first.missing()).isEqualTo(120);
        assertThat(second.orders()).containsExactly(placed.get(119));
        assertThat(reconcile().missing()).isZero();
    }

    @Test
    void of_two_processes_one_compares_and_the_other_takes_over() throws Exception {
        // given
        write("reconcile: {every: 10s, window: 1h, grace: 2m}");
        place(5);
        TestHub first = start(Role.INGEST);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(metric(first, "reconcile_missing_total"))
                .isEqualTo(5));
        TestHub second = start(Role.INGEST);

        assertThat(metric(second, "reconcile_listed_total")).isZero();

        // when
        first.close();
        Instant closed = Instant.now();

        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        second.events(second.topics().reports()))
                .anySatisfy(report -> assertThat(report.getTime().toInstant()).isAfter(closed)));
        assertThat(metric(second, "reconcile_listed_total")).isPositive();
        assertThat(metric(second, "reconcile_missing_total")).isZero();
    }

    @Test
    void a_system_that_does_not_let_us_in_is_told_by_its_channel_and_makes_nothing_unready() throws Exception {
        // given
        write("reconcile: {every: 10s}", "wrong");

        // when
        TestHub hub = start(Role.INGEST);

        // then
        await().atMost(PATIENCE)
                .until(() ->
                        hub.health().trouble("channel-shop").contains("reconciliation: shopify orders: status 401"));
        assertThat(hub.health().status()).isEqualTo("UP");
        assertThat(metric(hub, "reconcile_failed_total")).isPositive();
    }

    private void write(String reconcile) throws Exception {
        write(reconcile, shop.accessToken());
    }

    private void write(String reconcile, String token) throws Exception {
        Files.writeString(
                folder.resolve("shop.channel.yaml"),
                CHANNEL.formatted(reconcile, shop.url(), token, shop.webhookSecret()));
    }

    private TestHub start(Role... roles) throws Exception {
        Map<String, String> more = new HashMap<>(environment);
        more.put("CROSSDOCK_STATE", folder.resolve("state").toString());
        TestHub hub = TestHub.start(brokers, folder, more, roles);
        hubs.add(hub);
        return hub;
    }

    private Set<String> place(int orders) {
        Set<String> placed = new LinkedHashSet<>();
        for (int i = 0; i < orders; i++) {
            placed.add(shop.placeOrder(List.of(OrderLine.of("A-1", 1))));
        }
        return placed;
    }

    /** Of three orders more, that nobody takes yet. */
    private List<Webhook> lateWebhooks(Set<String> lost) {
        int before = shop.webhooks().sent().size();
        shop.webhooks().retry(1, Duration.ofMillis(1));
        shop.webhooks().to(URI.create("http://127.0.0.1:1/in/shop"), "");
        lost.addAll(place(3));
        await().atMost(PATIENCE).until(() -> shop.webhooks().underWay() == 0);
        List<Webhook> sent = shop.webhooks().sent();
        return sent.subList(before, sent.size());
    }

    private Tally reconcile() throws Exception {
        return reconcile(tally -> {});
    }

    private Tally reconcile(Consumer<Tally> progress) throws Exception {
        Settings settings = TestHub.settings(brokers, environment);
        ChannelConfig channel = Channels.read(folder, new KameletCatalog(null), settings.secrets())
                .all()
                .iterator()
                .next();
        Instant now = Instant.now();
        try (Backfill backfill = Backfill.of(settings, channel)) {
            return backfill.run(
                    now.minus(Duration.ofHours(1)), now.minus(Duration.ofMinutes(2)), Scope.ALL, false, progress);
        }
    }

    private static int journaled(TestHub hub) {
        return hub.events(hub.topics().journal(hub.channel("shop"))).size();
    }

    private static Set<String> ordersOf(TestHub hub) {
        return hub.events(hub.topics().orders()).stream()
                .map(event -> event.getSubject().substring("shop:".length()))
                .collect(Collectors.toSet());
    }

    /** What the ERP would say: so many pieces are there. */
    private void count(TestHub hub, String pieces) {
        StockCounted level = new StockCounted(new Sku("A-1"), HAMBURG, new BigDecimal(pieces));
        CanonicalEvent event =
                new CanonicalEvent("level-1", "/erp/test", Instant.now(), Sequence.of(1, 1, 0), null, null, 1, level);
        try (Producer<byte[], byte[]> producer =
                new KafkaClients(Map.of("bootstrap.servers", brokers)).producer("erp")) {
            PipelinedSend.all(
                    producer, List.of(CloudEventHeaders.record(hub.topics().stock(), event)));
        }
    }

    /** By the newest availability. */
    private static BigDecimal available(TestHub hub) {
        List<CloudEvent> told = hub.events(hub.topics().availability());
        return told.isEmpty()
                ? BigDecimal.ZERO
                : EventJson.read(told.get(told.size() - 1).getData().toBytes(), AvailabilityChanged.class)
                        .available(List.of(HAMBURG));
    }

    private static double metric(TestHub hub, String name) throws Exception {
        String line = hub.topics().prefix().replace('-', '_') + "_" + name + "{channel=\"shop\"} ";
        return hub.metrics()
                .lines()
                .filter(read -> read.startsWith(line))
                .mapToDouble(read -> Double.parseDouble(read.substring(line.length())))
                .findFirst()
                .orElse(-1);
    }
}
