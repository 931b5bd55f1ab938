package io.crossdock.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.FreePort;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.demo.HubProcess;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.partner.PartnerShopSandbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of two hubs that share the work, one after the other dies without warning while levels rise and the shops are slow to
 * apply what they were told: the other one goes on, nothing older is shown after something newer, and in the end the shops
 * show the newest.
 */
@OnBackbone(Part.KAFKA)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledTwinTest {

    private static final Logger LOG = LoggerFactory.getLogger(KilledTwinTest.class);
    private static final int KILLS = Boolean.getBoolean("crossdock.long") ? 20 : 2;
    private static final int ITEMS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** So that a dead hub's last requests are applied after its death. */
    private static final Duration SHOPS_TAKE = Duration.ofMillis(100);

    private final Topics topics = new Topics("twins");
    private final List<PartnerShopSandbox> shops = new ArrayList<>();
    private final List<HubProcess> hubs = new ArrayList<>();
    private final List<Duration> takeovers = new ArrayList<>();
    private Backbone backbone;
    private RisingLevels levels;

    @BeforeAll
    void kill_one_of_them_after_the_other(Backbone given) throws Exception {
        backbone = given;
        KafkaClients clients =
                new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        levels = new RisingLevels(clients, topics.stock(), ITEMS);
        open("twin-a", 1);
        open("twin-b", 2);
        hubs.add(startHub(0));
        hubs.add(startHub(1));
        levels.start();
        awaitWrites();
        for (int kill = 0; kill < KILLS; kill++) {
            int victim = kill % hubs.size();
            hubs.get(victim).kill();
            Instant killedAt = Instant.now();
            awaitWrites();
            takeovers.add(Duration.between(killedAt, Instant.now()));
            hubs.set(victim, startHub(victim));
        }
        levels.finish();
        LOG.info("all shops were told of levels again after {}", takeovers);
    }

    @AfterAll
    void everything_ends() {
        if (levels != null) {
            levels.close();
        }
        hubs.forEach(HubProcess::close);
        shops.forEach(PartnerShopSandbox::close);
    }

    @Test
    void every_shop_shows_the_newest_level_of_every_item() {
        Map<String, Long> newest = new TreeMap<>();
        for (int item = 0; item < ITEMS; item++) {
            newest.put(RisingLevels.sku(item), levels.level(item));
        }
        for (PartnerShopSandbox shop : shops) {
            await(shop.name()).atMost(PATIENCE).untilAsserted(() -> assertThat(shown(shop))
                    .isEqualTo(newest));
        }
    }

    @Test
    void nothing_older_is_shown_after_something_newer() {
        List<String> stale = new ArrayList<>();
        for (PartnerShopSandbox shop : shops) {
            Map<String, Long> shown = new HashMap<>();
            for (Ledger.Write write : shop.ledger().writes()) {
                Long before = shown.put(write.sku(), write.quantity());
                if (before != null && before > write.quantity()) {
                    stale.add(shop.name() + " " + write.sku() + ": " + before + ", then " + write.quantity());
                }
            }
        }
        assertThat(stale).isEmpty();
    }

    private Map<String, Long> shown(PartnerShopSandbox shop) {
        Map<String, Long> shown = new TreeMap<>();
        levels.skus().forEach(sku -> shown.put(sku, shop.ledger().quantity(sku, "main")));
        return shown;
    }

    private void open(String name, long seed) {
        List<CatalogueItem> catalogue =
                levels.skus().stream().map(sku -> CatalogueItem.of(sku, "9.90")).toList();
        PartnerShopSandbox shop =
                new PartnerShopSandbox(Setup.of(name, catalogue, "EUR", new Random(seed), Clock.systemUTC()));
        shop.faults().slow("putOffers", SHOPS_TAKE);
        shops.add(shop);
    }

    /** Each shop is told of a level that was not there yet when this was called. */
    private void awaitWrites() {
        for (PartnerShopSandbox shop : shops) {
            long[] before = new long[ITEMS];
            for (int item = 0; item < ITEMS; item++) {
                before[item] = levels.level(item);
            }
            await(shop.name())
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        for (int item = 0; item < ITEMS; item++) {
                            if (shop.ledger().quantity(RisingLevels.sku(item), "main") > before[item]) {
                                return true;
                            }
                        }
                        return false;
                    });
        }
    }

    private HubProcess startHub(int number) {
        int managementPort = FreePort.find();
        Map<String, String> environment = new HashMap<>(Map.of(
                "CROSSDOCK_KAFKA_BROKERS", backbone.kafka().bootstrapServers(),
                "CROSSDOCK_PREFIX", topics.prefix(),
                "CROSSDOCK_KAMELETS", "../../channels/kamelets",
                "CROSSDOCK_PARTITIONS", "2",
                "CROSSDOCK_REPLICATION", "1",
                "CROSSDOCK_MIN_INSYNC", "1",
                "CROSSDOCK_ALLOW_LOW_REPLICATION", "true",
                "CROSSDOCK_MANAGEMENT_PORT", Integer.toString(managementPort)));
        environment.put(
                "CROSSDOCK_STATE",
                backbone.folder().path().resolve("state-" + number).toString());
        environment.put("TWIN_A_URL", shops.get(0).url().toString());
        environment.put("TWIN_B_URL", shops.get(1).url().toString());
        environment.put("CROSSDOCK_SECRET_TWIN_A_TOKEN", shops.get(0).token());
        environment.put("CROSSDOCK_SECRET_TWIN_B_TOKEN", shops.get(1).token());
        return HubProcess.start(
                backbone.folder(),
                environment,
                managementPort,
                List.of("--channels", "src/test/resources/twins", "--roles", "availability,sync"));
    }
}
