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
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import io.crossdock.sandbox.legacyerp.LegacyOrderApi;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
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
                request: |
                  {
                    "referenz": .order.id,
                    "name": .order.shipTo.name,
                    "positionen": [for (.lines) {"artnr": .sku, "menge": .quantity}]
                  }
            """;

    private final Backbone backbone;
    private final String name = "http_" + UUID.randomUUID().toString().substring(0, 8);
    private LegacyErp erp;
    private LegacyOrderApi api;
    private TestHub hub;

    @TempDir
    private Path folder;

    OrdersOverHttpTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void an_erp_with_an_api() throws Exception {
        var postgres = backbone.postgres();
        erp = LegacyErp.create(
                postgres.createDatabase(name) + "?user=" + postgres.user() + "&password=" + postgres.password());
        erp.admitCrossdock(name, "only for tests");
        erp.addArticle("A-1", "LAMPE", "W001");
        erp.changePrice("A-1", "01", BigDecimal.TEN, "EUR");
        erp.setLevel("A-1", "H1", BigDecimal.TEN);
        api = new LegacyOrderApi(erp, TOKEN);
        String sample = Files.readString(SAMPLE);
        Path mapping = Files.writeString(
                folder.resolve("legacy.erp.yaml"),
                sample.substring(0, sample.indexOf("  interface-table:"))
                                .replace("user: crossdock\n", "user: " + name + "\n")
                                .replace("slot: crossdock_legacy", "slot: " + name)
                        + HTTP);
        Map<String, String> environment = new HashMap<>(Map.of(
                "LEGACY_ERP_HOST",
                postgres.host(),
                "LEGACY_ERP_PORT",
                Integer.toString(postgres.port()),
                "LEGACY_ERP_DATABASE",
                name,
                "ERP_API",
                api.url().toString(),
                "CROSSDOCK_SECRET_LEGACY_ERP_PASSWORD",
                "only for tests",
                "CROSSDOCK_SECRET_ERP_API",
                TOKEN,
                "CROSSDOCK_PREFIX",
                name.replace('_', '-')));
        hub = TestHub.startWithErp(backbone.kafka().bootstrapServers(), mapping, environment);
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

    private void place(String id, String sku) {
        Order order = new Order(
                new OrderId(id),
                new ChannelId("shop"),
                id,
                1,
                NOW,
                "EUR",
                List.of(),
                List.of(new OrderLine("1", new Sku(sku), BigDecimal.ONE, null, new LocationId("hamburg"))),
                new Address("Alma Sample", null, null, null, null, null, null, "DE", null, null));
        hub.write(new CanonicalEvent(id, "/channels/shop", NOW, null, null, null, 1, new OrderPlaced(order)));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(40)).untilAsserted(assertion);
    }
}
