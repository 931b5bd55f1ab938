package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.cli.Crossdock;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.shopify.ShopifySandbox;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A new shop is looked at first, then approved; it is paused and goes on. */
@OnBackbone(Part.KAFKA)
class ChannelModesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CHANNEL = """
            channel: shop
            system: shopify
            currency: USD
            locations: {hamburg: "%s"}
            limit: {requests: 1000/s}
            reconcile: off
            properties: {url: "%s", accessToken: "%s", secret: "%s"}
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment;
    private final String brokers;
    private final ShopifySandbox shop = new ShopifySandbox(Setup.of(
            "shop",
            List.of(CatalogueItem.of("A-1", "9.90", 1), CatalogueItem.of("A-2", "9.90", 4)),
            "USD",
            new Random(7),
            Clock.systemUTC()));
    private final List<TestHub> hubs = new ArrayList<>();

    ChannelModesTest(Backbone backbone) {
        brokers = backbone.kafka().bootstrapServers();
        environment = Map.of(
                "CROSSDOCK_KAFKA_BROKERS",
                brokers,
                "CROSSDOCK_PREFIX",
                "modes-" + UUID.randomUUID().toString().substring(0, 8));
    }

    @BeforeEach
    void aShopThatIsObservedFirst() throws Exception {
        String file =
                CHANNEL.formatted(shop.locationIds().get(0), shop.url(), shop.accessToken(), shop.webhookSecret());
        Files.writeString(folder.resolve("shop.channel.yaml"), file);
    }

    @AfterEach
    void everythingEnds() {
        hubs.forEach(TestHub::close);
        shop.close();
    }

    @Test
    void a_new_channel_gets_nothing_before_somebody_has_seen_and_approved_it_and_pauses_outlive_a_restart()
            throws Exception {
        // given
        TestHub first = start();
        available(first, "A-1", 1, 7);
        available(first, "A-2", 1, 4);
        awaitPending(first, 2);

        // then
        assertThat(first.health().trouble("channel-shop")).contains("observes until it is approved");
        assertThat(shop.ledger().writes()).isEmpty();
        JsonNode difference = json("channel", "diff", "shop", "--json");
        assertThat(difference.path("writes")).singleElement().satisfies(write -> assertThat(write.toString())
                .isEqualTo("{\"sku\":\"A-1\",\"part\":\"quantity\",\"shown\":1,\"wanted\":7}"));
        assertThat(first.records(first.topics().budgets()).stream()
                        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                        .distinct())
                .as("the hub and the command share the account's budget")
                .hasSize(2);

        // when
        assertThat(decide("approve")).isEqualTo("shop: observe -> live");

        // then
        await().atMost(PATIENCE).until(() -> shop.shown("A-1").quantity() == 7);

        // when
        assertThat(decide("pause")).isEqualTo("shop: live -> paused");
        awaitTrouble(first, "paused by jo: ticket 4711");
        first.close();
        hubs.clear();
        TestHub second = start();
        available(second, "A-1", 2, 3);
        awaitPending(second, 1);

        // then
        awaitTrouble(second, "paused by jo: ticket 4711");
        assertThat(shop.shown("A-1").quantity()).isEqualTo(7);
        assertThat(second.metrics()).containsPattern("sync_mode\\{channel=\"shop\",mode=\"paused\"} 1.0");
        assertThat(execute("channel", "list"))
                .contains("shop                     paused")
                .containsPattern("shop +1000/s +100% +no +-");
        assertThat(json("channel", "list", "--json").path("budget").path("parts"))
                .singleElement()
                .satisfies(part -> assertThat(part.asDouble()).isEqualTo(1));

        // when
        assertThat(decide("resume")).isEqualTo("shop: paused -> live");
        assertThat(decide("resume")).isEqualTo("shop: live already");

        // then
        await().atMost(PATIENCE).until(() -> shop.shown("A-1").quantity() == 3);

        // when
        long written = shop.ledger().writes("A-2").size();
        assertThat(decide("resync")).startsWith("shop: what it confirmed before 2");

        // then
        await().atMost(PATIENCE).until(() -> shop.ledger().writes("A-2").size() > written);
        assertThat(second.events(second.topics().channelModeChanges()))
                .hasSize(4)
                .extracting(event -> event.getType())
                .containsOnly("crossdock.mode.set.v1");
    }

    private TestHub start() throws Exception {
        TestHub hub = TestHub.start(brokers, folder, environment, Role.SYNC);
        hubs.add(hub);
        return hub;
    }

    private static void available(TestHub hub, String sku, long version, long pieces) {
        LocationStock stock = new LocationStock(new LocationId("hamburg"), BigDecimal.valueOf(pieces), BigDecimal.ZERO);
        Instant now = Instant.now();
        hub.write(new CanonicalEvent(
                UUID.randomUUID().toString(),
                "/erp/legacy",
                now,
                null,
                now,
                null,
                0,
                new AvailabilityChanged(new Sku(sku), version, List.of(stock), List.of(), false, List.of())));
    }

    /** The sync knows of so many items that it has still to tell. */
    private static void awaitPending(TestHub hub, int items) {
        await().atMost(PATIENCE).until(() -> hub.metrics().contains("sync_pending{channel=\"shop\"} " + items + ".0"));
    }

    private static void awaitTrouble(TestHub hub, String trouble) {
        await().atMost(PATIENCE)
                .until(() -> hub.health().trouble("channel-shop").contains(trouble));
    }

    private String decide(String command) {
        return execute("channel", command, "shop", "--by", "jo", "--reason", "ticket 4711")
                .strip();
    }

    private JsonNode json(String... arguments) throws Exception {
        return new ObjectMapper().readTree(execute(arguments));
    }

    private String execute(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--channels", folder.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Crossdock.commandLine(environment);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        assertThat(commandLine.execute(all.toArray(String[]::new)))
                .as(err.toString())
                .isZero();
        return out.toString();
    }
}
