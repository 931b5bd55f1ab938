package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.hub.budget.BudgetView;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TestClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hubs ask one account on a partner's system, each for a channel of its own and as fast as it may. The partner has an
 * address for each, which tells who asked.
 */
@OnBackbone(Part.KAFKA)
class SharedAccountTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int A_SECOND = 20;
    private static final int BURST = 5;

    private static final String PACE = """
              interval: 1ms
              requests: 1000/s
            account: acme
            limit: {requests: 20/s burst 5}
            """;

    @TempDir
    Path folder;

    private final String brokers;
    private final String prefix = "account-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<Instant> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<Asker> askers = new ArrayList<>();

    SharedAccountTest(Backbone backbone) {
        brokers = backbone.kafka().bootstrapServers();
    }

    @AfterEach
    void everythingEnds() {
        askers.forEach(asker -> {
            asker.hub.close();
            asker.partner.close();
        });
    }

    private record Asker(TestHub hub, PolledPartner partner) {

        int polls() {
            return partner.api().listsGiven();
        }
    }

    @Test
    void together_they_ask_no_more_than_the_account_s_limit_and_one_goes_on_with_all_of_it_when_the_other_ends()
            throws Exception {
        // given
        Asker one = start("polled-a");
        await().atMost(PATIENCE).until(() -> one.polls() > 20);
        // when
        Asker two = start("polled-b");
        await().atMost(PATIENCE).until(() -> two.polls() > 20);
        int before = one.polls();
        await().atMost(PATIENCE).until(() -> one.polls() > before + 20 && two.polls() > 60);
        // then
        assertThat(parts(one)).containsExactly(0.5, 0.5);
        // when
        two.hub.close();
        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(parts(one)).containsExactly(1.0));
        int alone = one.polls();
        await().atMost(PATIENCE).until(() -> one.polls() > alone + 40);
        assertThat(asked.size()).isLessThanOrEqualTo(allowed());
    }

    /** Each of the two has one request on its way at the most, which may be late. */
    private int allowed() {
        double seconds =
                Duration.between(asked.get(0), asked.get(asked.size() - 1)).toMillis() / 1000.0;
        return (int) Math.ceil(BURST + A_SECOND * seconds + 2);
    }

    private Asker start(String channel) throws Exception {
        PolledPartner partner = new PolledPartner();
        partner.api().afterEachList(() -> asked.add(Instant.now()));
        Path files = Files.createDirectory(folder.resolve(channel));
        Files.writeString(files.resolve(channel + ".channel.yaml"), PolledPartner.file(channel) + PACE);
        Asker asker = new Asker(TestHub.start(brokers, files, partner.environment(prefix), Role.INGEST), partner);
        askers.add(asker);
        return asker;
    }

    /** As everybody can see them who reads what the hubs tell each other. */
    private Collection<Double> parts(Asker asker) {
        KafkaClients clients = TestClients.of(brokers);
        return BudgetView.read(clients, asker.hub.topics(), Instant.now())
                .get("acme")
                .parts()
                .values();
    }
}
