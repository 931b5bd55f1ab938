package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.shopify.ShopifySandbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./crossdock channel backfill}, as it is typed. */
@OnBackbone(Part.KAFKA)
class BackfillCommandTest {

    private static final String SHOP = """
            channel: shop
            system: shopify
            currency: USD
            locations: [hamburg]
            properties: {url: "%s", accessToken: "%s", secret: "%s"}
            """;

    @TempDir
    Path folder;

    private final String brokers;
    private final String prefix = "backfill-" + UUID.randomUUID().toString().substring(0, 8);
    private final ShopifySandbox shop = new ShopifySandbox(Setup.of(
            "shop",
            List.of(CatalogueItem.of("A-1", "9.90", 1000)),
            "USD",
            new Random(7),
            Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10))));

    BackfillCommandTest(Backbone backbone) {
        brokers = backbone.kafka().bootstrapServers();
    }

    @BeforeEach
    void aShopThatSoldBeforeAnybodyListened() {
        for (int i = 0; i < 120; i++) {
            shop.placeOrder(List.of(OrderLine.of("A-1", 1)));
        }
    }

    @AfterEach
    void everythingEnds() {
        shop.close();
    }

    @Test
    void a_new_channel_gets_the_orders_that_there_are_and_a_second_time_none() throws Exception {
        // when
        Invocation dry = backfill("shop", "--since", anHourAgo(), "--json", "--dry-run");
        Invocation first = backfill("shop", "--since", anHourAgo(), "--json");
        Invocation second = backfill("shop", "--since", anHourAgo());

        // then
        assertThat(json(dry).path("missing").asInt()).isEqualTo(120);
        assertThat(json(dry).path("dryRun").asBoolean()).isTrue();
        assertThat(json(first).path("missing").asInt()).isEqualTo(120);
        assertThat(json(first).path("listed").asInt()).isEqualTo(120);
        assertThat(json(first).path("pages").asInt()).isEqualTo(2);
        assertThat(json(first).path("orders")).hasSize(100);
        assertThat(first.mistakes())
                .contains("page 1: 100 orders so far, 100 missing", "page 2: 120 orders so far, 120 missing");
        assertThat(second.out()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("shop: 120 orders changed from ")
                .endsWith(", none was missing"));
    }

    @Test
    void what_is_finished_is_left_alone_until_all_is_asked_for() throws Exception {
        // given
        String cancelled = shop.placeOrder(List.of(OrderLine.of("A-1", 1)));
        shop.cancelOrder(cancelled);

        // when
        Invocation open = backfill("shop", "--since", anHourAgo());
        Invocation all = backfill("shop", "--since", anHourAgo(), "--all", "--json");

        // then
        assertThat(open.out()).singleElement().satisfies(line -> assertThat(line)
                .endsWith(", 120 missing, now in the journal; 1 finished ones left alone"));
        assertThat(json(all).path("missing").asInt()).isEqualTo(1);
        assertThat(json(all).path("orders").get(0).asText()).isEqualTo(cancelled);
    }

    @Test
    void orders_beyond_the_span_are_not_asked_for() throws Exception {
        // when
        Invocation early = backfill(
                "shop",
                "--since",
                "2020-01-01",
                "--until",
                Instant.now().minus(Duration.ofHours(1)).toString(),
                "--json",
                "--dry-run");

        // then
        assertThat(json(early).path("listed").asInt()).isZero();
        assertThat(json(early).path("from").asText()).isEqualTo("2020-01-01T00:00:00Z");
    }

    @Test
    void a_channel_that_is_not_there_or_lists_no_orders_is_told() {
        assertThat(mistakes("other", "--since", "2020-01-01"))
                .containsExactly("command line: CHANNEL: unknown channel 'other'; allowed: acme-eu, shop");
        assertThat(mistakes("acme-eu", "--since", "2020-01-01"))
                .containsExactly("command line: CHANNEL: system 'acme' of 'acme-eu' lists no orders");
    }

    @Test
    void a_time_that_is_none_is_told() {
        assertThat(mistakes("shop", "--since", "yesterday"))
                .contains("Invalid value for option '--since': 'yesterday' is neither an instant such as"
                        + " 2026-01-02T03:04:05Z nor how long ago, such as 30m, 2h or 7d");
        assertThat(mistakes("shop", "--since", "2020-01-02", "--until", "2020-01-01"))
                .containsExactly("command line: --since: 2020-01-02T00:00:00Z is not before 2020-01-01T00:00:00Z;"
                        + " allowed: an earlier time");
    }

    @Test
    void a_system_that_does_not_let_us_in_ends_it_with_its_reason() {
        // given
        Invocation crossdock = crossdock("wrong");

        // when
        int status = crossdock.execute(line("shop", "--since", anHourAgo(), "--dry-run"));

        // then
        assertThat(status).isEqualTo(1);
        assertThat(crossdock.mistakes()).containsExactly("crossdock: shopify orders: status 401");
    }

    @Test
    void a_system_that_wants_a_pause_gets_it() throws Exception {
        // given
        shop.faults().throttle("orders", 1, Duration.ofSeconds(1));

        // when
        Invocation patient = backfill("shop", "--since", anHourAgo(), "--json", "--dry-run");

        // then
        assertThat(json(patient).path("listed").asInt()).isEqualTo(120);
        assertThat(shop.faults().happened(Faults.Kind.THROTTLE)).isEqualTo(1);
    }

    private static String anHourAgo() {
        return "1h";
    }

    private Invocation backfill(String... arguments) {
        Invocation crossdock = crossdock(shop.accessToken());
        assertThat(crossdock.execute(line(arguments)))
                .as(String.join("\n", crossdock.mistakes()))
                .isZero();
        return crossdock;
    }

    private List<String> mistakes(String... arguments) {
        Invocation crossdock = crossdock(shop.accessToken());
        assertThat(crossdock.execute(line(arguments))).isEqualTo(2);
        return crossdock.mistakes();
    }

    private Invocation crossdock(String token) {
        return new Invocation(folder)
                .file("shop.channel.yaml", SHOP.formatted(shop.url(), token, shop.webhookSecret()))
                .variable("CROSSDOCK_KAFKA_BROKERS", brokers)
                .variable("CROSSDOCK_PREFIX", prefix)
                .variable("CROSSDOCK_PARTITIONS", "2")
                .variable("CROSSDOCK_REPLICATION", "1")
                .variable("CROSSDOCK_ALLOW_LOW_REPLICATION", "true");
    }

    private String[] line(String... arguments) {
        List<String> line = new ArrayList<>(List.of("channel", "backfill", "--channels", folder.toString()));
        line.addAll(List.of(arguments));
        return line.toArray(String[]::new);
    }

    private static JsonNode json(Invocation crossdock) throws Exception {
        assertThat(crossdock.out()).hasSize(1);
        return new ObjectMapper().readTree(crossdock.out().get(0));
    }
}
