package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.Address;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.legacyerp.LegacyOrderApi;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders in Kafka reach the sample ERP by its API, on good days and bad ones. */
@OnBackbone({Part.KAFKA, Part.POSTGRES})
class OrdersOverHttpTest {

    private static final Path SAMPLE = Path.of("../erp/legacy-orders.erp.yaml");
    private static final String TOKEN = "t0ken";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String HTTP = """
              http:
                url: "{{env:ERP_API}}"
                auth: bearer
                token: "{{secret:erp-api}}"
                timeout: 2s
                path: /auftraege
                lookup: /auftraege/{id}
                known: [409]
                message: /fehler/text
                attempts: 3
                request: |
                  {
                    "referenz": .order.id,
                    "name": .order.shipTo.name,
                    "positionen": [for (.lines) {"artnr": .sku, "menge": .quantity}]
                  }
            """;

    private final Backbone backbone;
    private TestErp erp;
    private LegacyOrderApi api;
    private TestHub hub;

    @TempDir
    private Path folder;

    OrdersOverHttpTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void an_erp_with_an_api() throws Exception {
        erp = new TestErp(backbone, "http");
        erp.tables().addArticle("A-0", "LAMPE", "W001");
        erp.tables().setLevel("A-0", "H1", BigDecimal.TEN);
        for (String article : List.of("A-0", "A-1")) {
            erp.tables().changePrice(article, "01", BigDecimal.TEN, "EUR");
        }
        api = new LegacyOrderApi(erp.tables(), TOKEN);
        String sample = Files.readString(SAMPLE);
        erp.mapping(folder, sample.substring(0, sample.indexOf("  interface-table:")) + HTTP);
        erp.environment().put("ERP_API", api.url().toString());
        erp.environment().put("CROSSDOCK_SECRET_ERP_API", TOKEN);
        hub = erp.hub();
    }

    @AfterEach
    void everything_ends() {
        if (hub != null) {
            hub.close();
        }
        api.close();
    }

    @Test
    void orders_are_entered_once_through_lost_answers_errors_and_throttling_and_come_back_as_booked() {
        // given
        api.faults().dropAfter(LegacyOrderApi.ENTER, 1);
        // when
        place("shop:1", "A-1");
        eventually(() -> assertThat(api.booked()).containsExactly("shop:1@1"));
        api.faults().fail(LegacyOrderApi.ENTER, 1, 500);
        place("shop:2", "A-1");
        eventually(() -> assertThat(api.booked()).containsExactly("shop:1@1", "shop:2@1"));
        api.faults().throttle(Faults.ALL, 1, Duration.ofSeconds(1));
        place("shop:3", "A-1");
        // then
        eventually(() -> assertThat(api.booked()).containsExactly("shop:1@1", "shop:2@1", "shop:3@1"));
        eventually(() -> assertThat(hub.events(hub.topics().orders()).stream()
                        .filter(event -> event.getType().equals(EventType.ORDER_BOOKED.value()))
                        .map(CloudEvent::getSubject))
                .containsExactlyInAnyOrder("shop:1", "shop:2", "shop:3"));
        assertThat(hub.events(hub.topics().deadLetters())).isEmpty();
    }

    @Test
    void what_the_api_refuses_is_a_dead_letter_with_its_text_and_holds_up_nobody() {
        // when
        place("shop:1", "A-9");
        place("shop:2", "A-1");
        // then
        CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), "shop:1");
        assertThat(letter.getExtension("failuremessage"))
                .isEqualTo("legacy order shop:1: status 422, E001 unbekannter Artikel A-9 fuer ***");
        eventually(() -> assertThat(api.booked()).containsExactly("shop:2@1"));
    }

    @Test
    void an_order_at_which_the_api_always_fails_is_a_dead_letter_and_holds_up_no_other() {
        // given
        api.failAt("A-0");
        place("shop:broken", "A-0");
        // when: others go on coming
        AtomicInteger others = new AtomicInteger();
        CloudEvent letter = await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            place("shop:" + others.incrementAndGet(), "A-1");
                            return hub.events(hub.topics().deadLetters()).stream()
                                    .findFirst()
                                    .orElse(null);
                        },
                        Objects::nonNull);
        // then
        assertThat(letter.getSubject()).isEqualTo("shop:broken");
        assertThat(letter.getExtension("failurekind")).isEqualTo("UNAVAILABLE");
        assertThat(letter.getExtension("failuremessage"))
                .isEqualTo("legacy order shop:broken: status 500, E900 Programmabbruch bei A-0 fuer ***");
        eventually(() -> assertThat(api.booked()).hasSize(others.get()).doesNotHaveDuplicates());
        // when
        api.mend();
        Told replay = erp.replay("the ERP's maker has mended it");
        // then
        assertThat(replay.err()).isEmpty();
        assertThat(api.booked()).endsWith("shop:broken@1#2");
        assertThat(hub.events(hub.topics().deadLetters())).hasSize(1);
    }

    @Test
    void an_api_that_fails_at_every_order_is_waited_for_and_makes_no_dead_letters() throws Exception {
        // given
        api.failAt("A-1");
        long before = api.calls();
        // when
        place("shop:1", "A-1");
        place("shop:2", "A-1");
        place("shop:3", "A-1");
        // then: many more attempts than one order has where others pass
        eventually(() -> assertThat(api.calls() - before).isGreaterThan(12));
        assertThat(hub.health().trouble("erp-orders-legacy"))
                .matches("legacy order shop:\\d: status 500, E900 Programmabbruch bei A-1 fuer \\*\\*\\*");
        // when
        api.mend();
        // then
        eventually(() -> assertThat(api.booked()).containsExactlyInAnyOrder("shop:1@1", "shop:2@1", "shop:3@1"));
        eventually(() -> assertThat(hub.health().status("erp-orders-legacy")).isEqualTo("UP"));
        assertThat(hub.events(hub.topics().deadLetters())).isEmpty();
    }

    @Test
    void what_comes_of_an_order_waits_behind_it_also_over_a_restart_and_nothing_is_entered_twice() throws Exception {
        // given
        api.failAt("A-0");
        place("shop:1", "A-0");
        place("shop:2", "A-1");
        place("shop:3", "A-1");
        hub.write(new CanonicalEvent(
                "shop:1-cancelled",
                "/channels/shop",
                NOW,
                null,
                null,
                null,
                1,
                new OrderCancelled(order("shop:1", 2, "A-0"))));
        eventually(() -> assertThat(api.booked()).containsExactlyInAnyOrder("shop:2@1", "shop:3@1"));
        // when
        hub.close();
        api.mend();
        hub = erp.hub();
        // then
        CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), "shop:1");
        assertThat(letter.getExtension("failuremessage"))
                .isEqualTo("legacy order shop:1: it was cancelled after the ERP had it, version 1, and the interface"
                        + " takes no changes");
        assertThat(api.booked()).containsExactlyInAnyOrder("shop:1@1", "shop:2@1", "shop:3@1");
        assertThat(hub.events(hub.topics().deadLetters())).hasSize(1);
    }

    private void place(String id, String sku) {
        hub.write(
                new CanonicalEvent(id, "/channels/shop", NOW, null, null, null, 1, new OrderPlaced(order(id, 1, sku))));
    }

    private static Order order(String id, long version, String sku) {
        return new Order(
                new OrderId(id),
                new ChannelId("shop"),
                id,
                version,
                NOW,
                "EUR",
                List.of(),
                List.of(new OrderLine("1", new Sku(sku), BigDecimal.ONE, null, new LocationId("hamburg"))),
                new Address("Alma Sample", null, null, null, null, null, null, "DE", null, null));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }
}
