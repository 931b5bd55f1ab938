package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.Channels;
import io.crossdock.hub.channel.KameletCatalog;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.listings.DriftCause;
import io.crossdock.hub.listings.ListingTally;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.Shop;
import io.crossdock.sandbox.amazon.AmazonCredentials;
import io.crossdock.sandbox.amazon.AmazonSandbox;
import io.crossdock.sandbox.amazon.QueueSender;
import io.crossdock.sandbox.partner.PartnerShopSandbox;
import io.crossdock.sandbox.shopify.ShopifySandbox;
import io.crossdock.sandbox.square.SquareSandbox;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five channels on four systems, all in agreement; then somebody is at work in each of the shops. */
@OnBackbone(Part.KAFKA)
class DriftedListingsTest {

    private static final int ITEMS = 240;
    private static final int DRIFTS = 200;
    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final String COMMON = """
            channel: %s
            system: %s
            start: live
            currency: EUR
            locations: {hamburg: "%s"}
            prices: retail
            limit: {requests: 2000/s, batch: 50, inFlight: 4}
            reconcile: {share: 50%%}
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment;
    private final Settings settings;
    private final String brokers;
    private final Map<String, Shop> shops = new LinkedHashMap<>();
    private TestHub hub;

    DriftedListingsTest(Backbone backbone) throws Exception {
        brokers = backbone.kafka().bootstrapServers();
        environment = Map.of(
                "CROSSDOCK_PREFIX",
                "drift-" + UUID.randomUUID().toString().substring(0, 8),
                "CROSSDOCK_KAMELETS",
                "../channels/kamelets");
        settings = TestHub.settings(brokers, environment);
    }

    @BeforeEach
    void fiveChannelsThatShowWhatIsWanted() throws Exception {
        shopify("shopify-eu");
        shopify("shopify-at");
        amazon();
        square();
        acme();
        hub = TestHub.start(brokers, folder, environment, Role.SYNC);
        offer(1, 5, "9.90");
        await().atMost(PATIENCE).until(() -> allShow(5, "9.90"));
        // Amazon confirms by its listings, a while later: what was not confirmed is not known to have been shown
        // before.
        awaitAgreement("amazon-de", ITEMS);
        offer(2, 7, "8.90");
        await().atMost(PATIENCE).until(() -> allShow(7, "8.90"));
        for (String channel : shops.keySet()) {
            awaitAgreement(channel, ITEMS);
        }
    }

    @AfterEach
    void everythingEnds() {
        if (hub != null) {
            hub.close();
        }
        shops.values().forEach(Shop::close);
    }

    @Test
    void a_thousand_planted_drifts_are_found_by_their_causes_and_repaired_and_nothing_else_is_written()
            throws Exception {
        // given
        Map<String, Integer> written = new HashMap<>();
        shops.forEach((name, shop) -> {
            plant(shop);
            written.put(name, shop.ledger().writes().size());
        });

        // when
        ListingTally dry = reconcile("shopify-eu", true);

        // then
        assertThat(dry.byCause().get(DriftCause.EDITED)).isEqualTo(100);
        assertThat(dry.repaired()).isZero();

        // when
        long found = 0;
        for (String channel : shops.keySet()) {
            ListingTally tally = reconcile(channel, false);
            assertThat(tally.listings()).as(channel).isEqualTo(ITEMS + 2 - 1);
            assertThat(tally.byCause())
                    .as(channel)
                    .containsEntry(DriftCause.EDITED, 100L)
                    .containsEntry(DriftCause.LOST, 100L)
                    .containsEntry(DriftCause.GONE, 1L)
                    .containsEntry(DriftCause.UNKNOWN, 2L)
                    .containsEntry(DriftCause.UNSENT, 0L);
            assertThat(tally.agreeing()).as(channel).isEqualTo(ITEMS - DRIFTS - 1);
            found += tally.repaired();
        }

        // then
        assertThat(found).isEqualTo(5 * DRIFTS);
        await().atMost(PATIENCE).until(() -> allShow(7, "8.90"));
        shops.forEach((name, shop) -> {
            List<Ledger.Write> writes = shop.ledger().writes();
            assertThat(writes.subList(written.get(name), writes.size()))
                    .as(name)
                    .hasSize(DRIFTS);
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hub.events(hub.topics().reports()))
                        .extracting(event -> event.getType())
                        .hasSize(5)
                        .containsOnly("crossdock.listings.reconciled.v1"));

        // when, then
        for (String channel : shops.keySet()) {
            awaitAgreement(channel, ITEMS - 1);
            assertThat(reconcile(channel, true).byCause())
                    .as(channel)
                    .containsEntry(DriftCause.EDITED, 0L)
                    .containsEntry(DriftCause.LOST, 0L);
        }
    }

    /** 50 quantities that nobody set, 50 that were shown before, 50 prices of each kind; one listing is taken off. */
    private static void plant(Shop shop) {
        String location = shop.locationIds().get(0);
        for (int i = 0; i < 50; i++) {
            shop.ledger().edited(sku(i), location, 3);
            shop.ledger().edited(sku(50 + i), location, 5);
            shop.ledger().edited(sku(100 + i), new BigDecimal("1.10"));
            shop.ledger().edited(sku(150 + i), new BigDecimal("9.90"));
        }
        shop.ledger().delisted(sku(ITEMS - 1));
    }

    private ListingTally reconcile(String channel, boolean dryRun) throws Exception {
        Channels read = Channels.read(
                folder.resolve(channel + ".channel.yaml"),
                new KameletCatalog(settings.kameletsFolder()),
                settings.secrets());
        assertThat(read.problems()).isEmpty();
        ChannelConfig config = read.all().iterator().next();
        try (ListingCheck check = ListingCheck.of(
                settings, config, config.listingsRule().orElseThrow().sharePercent(), Duration.ZERO)) {
            return check.run(dryRun, pages -> {});
        }
    }

    private boolean allShow(long quantity, String price) {
        return shops.values().stream().allMatch(shop -> IntStream.range(0, ITEMS)
                .filter(i -> shop.ledger().lists(sku(i)))
                .mapToObj(i -> shop.shown(sku(i)))
                .allMatch(
                        shown -> shown.quantity() == quantity && shown.price().compareTo(new BigDecimal(price)) == 0));
    }

    /** Every item, however the last answers and receipts were on their way. */
    private void awaitAgreement(String channel, int items) throws Exception {
        await().atMost(PATIENCE).until(() -> reconcile(channel, true).agreeing() == items);
    }

    private void offer(long version, long quantity, String price) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            records.add(record(
                    settings.topics().availability(),
                    null,
                    new AvailabilityChanged(
                            new Sku(sku(i)),
                            version,
                            List.of(new LocationStock(HAMBURG, BigDecimal.valueOf(quantity), BigDecimal.ZERO)),
                            List.of(),
                            false,
                            List.of())));
            Money money = new Money(new BigDecimal(price), "EUR");
            records.add(record(
                    settings.topics().prices(),
                    Sequence.of(1, version, 0),
                    new PriceChanged(new Sku(sku(i)), List.of(new ListPrice("retail", money)))));
        }
        try (Producer<byte[], byte[]> producer = new KafkaClients(settings.kafka()).producer("somebody-else")) {
            PipelinedSend.all(producer, records);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, Sequence sequence, CanonicalData data) {
        Instant now = Instant.now();
        String id = UUID.randomUUID().toString();
        return CloudEventHeaders.record(
                topic, new CanonicalEvent(id, "/erp/legacy", now, sequence, now, null, 0, data));
    }

    private static String sku(int i) {
        return "ART-" + (1000 + i);
    }

    private Setup setup(String name) {
        List<CatalogueItem> catalogue = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            catalogue.add(CatalogueItem.of(sku(i), "1.00"));
        }
        catalogue.add(CatalogueItem.of("OTHERS-1", "1.00"));
        catalogue.add(CatalogueItem.of("OTHERS-2", "1.00"));
        return Setup.of(name, catalogue, "EUR", new Random(7), Clock.systemUTC());
    }

    private void shopify(String name) throws Exception {
        ShopifySandbox shop = new ShopifySandbox(setup(name));
        shop.limit(1e9, 1e9);
        add(name, "shopify", shop, """
                properties: {url: "%s", accessToken: "%s", secret: "%s"}
                """.formatted(shop.url(), shop.accessToken(), shop.webhookSecret()));
    }

    private void amazon() throws Exception {
        AmazonSandbox shop = new AmazonSandbox(setup("amazon-de"), QueueSender.none());
        AmazonCredentials held = shop.credentials();
        add("amazon-de", "amazon", shop, """
                properties:
                  url: "%s"
                  tokenUrl: "%s/auth/o2/token"
                  clientId: "%s"
                  clientSecret: "%s"
                  refreshToken: "%s"
                  sellerId: "%s"
                  marketplaceId: "%s"
                  queueUrl: "http://127.0.0.1:1/queue"
                  region: eu-central-1
                  accessKey: none
                  secretKey: none
                """.formatted(
                        shop.url(),
                        shop.url(),
                        held.clientId(),
                        held.clientSecret(),
                        held.refreshToken(),
                        held.sellerId(),
                        shop.marketplaceId()));
    }

    private void square() throws Exception {
        SquareSandbox shop = new SquareSandbox(setup("square-till"));
        add("square-till", "square", shop, """
                properties: {url: "%s", accessToken: "%s", secret: "%s"}
                """.formatted(shop.url(), shop.accessToken(), shop.signatureKey()));
    }

    /** By the very Kamelet that the demo's partner has. */
    private void acme() throws Exception {
        PartnerShopSandbox shop = new PartnerShopSandbox(setup("acme-eu"));
        String api = "url: \"" + shop.url() + "/api/offers\", auth: bearer, token: \"" + shop.token() + "\"";
        add("acme-eu", "acme", shop, """
                sink: {transport: http-push, method: PUT, resultsPointer: /results, %s}
                readback: {transport: http, pageParameter: from, %s}
                """.formatted(api, api));
    }

    private void add(String name, String system, Shop shop, String more) throws Exception {
        shops.put(name, shop);
        String location = shop.locationIds().get(0);
        Files.writeString(folder.resolve(name + ".channel.yaml"), COMMON.formatted(name, system, location) + more);
    }
}
