package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.partner.PartnerOrdersSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hubs ask one account on a partner's system, each for a channel of its own and as fast as it may. */
@OnBackbone(Part.KAFKA)
class SharedAccountTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int A_SECOND = 20;
    private static final int BURST = 5;

    private static final String FILE = """
            channel: %s
            system: acme
            account: acme
            currency: EUR
            locations: [hamburg]
            limit: {requests: 20/s burst 5}
            source:
              transport: http-poll
              url: "{{env:PARTNER}}/api/orders"
              sinceParameter: updated_since
              timePointer: /updated_at
              itemsPointer: /orders
              paging: token
              pageParameter: after
              nextPointer: /next
              morePointer: /has_more
              keyPointer: /ref
              kind: order
              deliveryIdPointer: /ref
              versionPointer: /rev
              interval: 1ms
              requests: 1000/s
              auth: oauth2-client-credentials
              tokenUrl: "{{env:PARTNER}}/oauth/token"
              clientId: "{{env:CLIENT}}"
              clientSecret: "{{secret:client}}"
            """;

    @TempDir
    Path folder;

    private final String brokers;
    private final PartnerOrdersSandbox partner = new PartnerOrdersSandbox(
            Setup.of("acme", List.of(CatalogueItem.of("A-1", "9.90", 10)), "EUR", new Random(7), Clock.systemUTC()));
    private final List<Instant> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> environment = new HashMap<>();
    private final List<TestHub> hubs = new ArrayList<>();

    SharedAccountTest(Backbone backbone) {
        brokers = backbone.kafka().bootstrapServers();
    }

    @BeforeEach
    void aPartner() {
        environment.put("PARTNER", partner.url().toString());
        environment.put("CLIENT", partner.clientId());
        environment.put("CROSSDOCK_SECRET_CLIENT", partner.clientSecret());
        environment.put(
                "CROSSDOCK_PREFIX", "account-" + UUID.randomUUID().toString().substring(0, 8));
        partner.afterEachList(() -> asked.add(Instant.now()));
    }

    @AfterEach
    void everythingEnds() {
        hubs.forEach(TestHub::close);
        partner.close();
    }

    @Test
    void together_they_ask_no_more_than_the_account_s_limit_and_one_goes_on_with_all_of_it_when_the_other_ends()
            throws Exception {
        // given
        TestHub one = start("polled-a");
        await().atMost(PATIENCE).until(() -> polls(one) > 20);
        // when
        TestHub two = start("polled-b");
        await().atMost(PATIENCE).until(() -> polls(two) > 20);
        int before = polls(one);
        await().atMost(PATIENCE).until(() -> polls(one) > before + 20 && polls(two) > 60);
        // then
        assertThat(part(one) + part(two)).isEqualTo(1);
        assertThat(part(one)).isEqualTo(0.5);
        // when
        two.close();
        hubs.remove(two);
        // then
        await().atMost(PATIENCE).until(() -> part(one) == 1);
        int alone = polls(one);
        await().atMost(PATIENCE).until(() -> polls(one) > alone + 40);
        assertThat(asked.size()).isLessThanOrEqualTo(allowed());
    }

    /** Each of the two has one request on its way at the most, which may be late. */
    private int allowed() {
        double seconds =
                Duration.between(asked.get(0), asked.get(asked.size() - 1)).toMillis() / 1000.0;
        return (int) Math.ceil(BURST + A_SECOND * seconds + 2);
    }

    private TestHub start(String channel) throws Exception {
        Path files = Files.createDirectory(folder.resolve(channel));
        Files.writeString(files.resolve(channel + ".channel.yaml"), FILE.formatted(channel));
        TestHub hub = TestHub.start(brokers, files, environment, Role.INGEST);
        hubs.add(hub);
        return hub;
    }

    private static int polls(TestHub hub) throws Exception {
        return (int) metric(hub, "poll_requests_total\\{[^}]*}");
    }

    private static double part(TestHub hub) throws Exception {
        return metric(hub, "budget_part\\{account=\"acme\"}");
    }

    private static double metric(TestHub hub, String pattern) throws Exception {
        Matcher found = Pattern.compile(pattern + " ([0-9.E]+)").matcher(hub.metrics());
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }
}
