package io.crossdock.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.FreePort;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.ChannelId;
import io.crossdock.demo.HubProcess;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.partner.PartnerOrdersSandbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two hubs poll a partner whose orders come, change and show late while it throttles, fails and hangs up; hubs and broker
 * die in turn: what the partner shows in the end is in the journal, byte for byte.
 */
@OnBackbone(Part.KAFKA)
class KilledPollTest {

    private static final boolean LONG = Boolean.getBoolean("crossdock.long");
    private static final int KILLS = LONG ? 20 : 3;
    private static final int RECORDS_BETWEEN = LONG ? 500 : 50;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Topics topics = new Topics("polls");
    private final String journal = topics.journal(new ChannelId("polled"));
    private final Random random = new Random(4711);
    private final Random faults = new Random(1174);
    private final PartnerOrdersSandbox partner = new PartnerOrdersSandbox(
            Setup.of("acme", List.of(CatalogueItem.of("A-1", "9.90", 10)), "EUR", new Random(7), Clock.systemUTC()));
    private final ScheduledExecutorService buyers = Executors.newSingleThreadScheduledExecutor();
    private final List<HubProcess> hubs = new ArrayList<>();
    private final Backbone backbone;
    private final Kept kept;
    private int orders;

    KilledPollTest(Backbone backbone) {
        this.backbone = backbone;
        kept = new Kept(
                new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers())));
    }

    @AfterEach
    void everything_ends() {
        buyers.shutdownNow();
        hubs.forEach(HubProcess::close);
        partner.close();
    }

    @Test
    void what_the_partner_shows_in_the_end_is_in_the_journal() throws Exception {
        // given
        hubs.add(hub());
        hubs.add(hub());
        partner.afterEachList(this::misbehave);
        buyers.scheduleAtFixedRate(this::trade, 0, 25, TimeUnit.MILLISECONDS);
        // when
        for (int kill = 0; kill < KILLS; kill++) {
            long before = kept.records(journal);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> kept.records(journal) >= before + RECORDS_BETWEEN);
            if (kill % 3 == 2) {
                backbone.kafka().kill();
                backbone.kafka().start();
            } else {
                hubs.remove(0).kill();
                hubs.add(hub());
            }
        }
        buyers.shutdown();
        assertThat(buyers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        // then
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            Set<String> bodies = kept.bodies(journal);
            assertThat(partner.shown())
                    .extracting(PartnerOrdersSandbox.State::json)
                    .allMatch(bodies::contains);
        });
        assertThat(partner.shown()).hasSizeGreaterThan(KILLS * RECORDS_BETWEEN / 2);
    }

    /** Several at one moment, some anew, some that show late. */
    private void trade() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        partner.put("P-" + orders++, now);
        if (random.nextInt(4) == 0) {
            partner.put("P-" + random.nextInt(orders), now);
        }
        if (random.nextInt(10) == 0) {
            partner.put("late-" + orders, now.minusSeconds(random.nextInt(20)));
        }
    }

    /** Of what is asked next. */
    private void misbehave() {
        switch (faults.nextInt(100)) {
            case 0 -> partner.faults().throttle(PartnerOrdersSandbox.LIST, 1, Duration.ofSeconds(1));
            case 1 -> partner.faults().fail(PartnerOrdersSandbox.LIST, 1, 503);
            case 2 -> partner.faults().dropAfter(PartnerOrdersSandbox.LIST, 1);
            case 3 -> partner.revokeTokens();
            default -> {
                // all is well
            }
        }
    }

    private HubProcess hub() {
        int managementPort = FreePort.find();
        Map<String, String> environment = new HashMap<>(Map.of(
                "CROSSDOCK_KAFKA_BROKERS", backbone.kafka().bootstrapServers(),
                "CROSSDOCK_PREFIX", topics.prefix(),
                "CROSSDOCK_HTTP_PORT", Integer.toString(FreePort.find()),
                "CROSSDOCK_MANAGEMENT_PORT", Integer.toString(managementPort),
                "CROSSDOCK_KAMELETS", "../../channels/kamelets",
                "CROSSDOCK_PARTITIONS", "2",
                "CROSSDOCK_REPLICATION", "1",
                "CROSSDOCK_MIN_INSYNC", "1",
                "CROSSDOCK_ALLOW_LOW_REPLICATION", "true"));
        environment.put("PARTNER", partner.url().toString());
        environment.put("CLIENT", partner.clientId());
        environment.put("CROSSDOCK_SECRET_CLIENT", partner.clientSecret());
        return HubProcess.start(
                backbone.folder(),
                environment,
                managementPort,
                List.of("--channels", "src/test/resources/polled", "--roles", "ingest"));
    }
}
