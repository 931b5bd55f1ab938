package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.Address;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.sandbox.legacyerp.LegacyOrderEntry;
import io.crossdock.sandbox.legacyerp.LegacyOrderEntry.Incoming;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders in Kafka reach the sample ERP by its interface tables, and what its nightly job makes of them comes back. */
@OnBackbone({Part.KAFKA, Part.POSTGRES})
class OrdersIntoErpTest {

    private static final Path SAMPLE = Path.of("../erp/legacy-orders.erp.yaml");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final Backbone backbone;
    private TestErp erp;
    private LegacyOrderEntry entry;
    private TestHub hub;

    @TempDir
    private Path folder;

    OrdersIntoErpTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void an_erp_that_takes_orders() throws Exception {
        erp = new TestErp(backbone, "into");
        entry = LegacyOrderEntry.install(erp.owner(), erp.name() + "_orders", TestErp.PASSWORD);
        erp.mapping(folder, Files.readString(SAMPLE).replace("since: 2026-11-01", "since: 2020-01-01"));
        erp.environment().put("CROSSDOCK_SECRET_LEGACY_ERP_ORDERS_PASSWORD", TestErp.PASSWORD);
        hub = erp.hub();
    }

    @AfterEach
    void everything_ends() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void an_order_is_entered_booked_by_the_nightly_job_and_comes_back_with_the_erps_number() throws Exception {
        // when
        place("shop:1", 1, "A-1", 3);
        // then
        eventually(() -> assertThat(entry.incoming())
                .containsExactly(new Incoming("shop:1", 1, 0, null, "Alma Sample", List.of("A-1 H1 3"))));
        // when
        entry.runNightlyJob();
        // then
        CloudEvent booked = hub.awaitEvent(
                hub.topics().orders(),
                event -> event.getType().equals(EventType.ORDER_BOOKED.value()) && "shop:1".equals(event.getSubject()));
        assertThat(new String(booked.getData().toBytes())).contains("\"erpNumber\":\"100001\"");
        eventually(() -> assertThat(orders())
                .anyMatch(line -> line.matches("shop:1 +booked +1 +\\S+ +100001"))
                .last()
                .asString()
                .isEqualTo("waiting: 0, sent: 0, booked: 1, rejected: 0, withdrawn: 0"));
        assertThat(hub.metrics()).containsPattern("erp_orders\\{erp=\"legacy\",state=\"booked\"} 1");
        assertThat(erp.tables().levels().get("A-1").get("H1")).isEqualByComparingTo("7");
    }

    @Test
    void a_rejected_order_is_a_dead_letter_with_the_erps_message_and_a_replay_is_the_next_attempt() throws Exception {
        // given
        place("shop:1", 1, "A-9", 1);
        eventually(() -> assertThat(entry.incoming()).hasSize(1));
        // when
        entry.runNightlyJob();
        // then
        CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), "shop:1");
        assertThat(letter.getExtension("failurekind")).isEqualTo("REJECTED");
        assertThat(letter.getExtension("failuremessage")).isEqualTo("legacy order shop:1: E001 unknown article A-9");
        assertThat(letter.getData().toBytes())
                .isEqualTo(hub.events(hub.topics().orders()).get(0).getData().toBytes());
        assertThat(orders()).anyMatch(line -> line.matches("shop:1 +rejected +1 +\\S+ +-"));
        // when
        erp.tables().addArticle("A-9", "VASE", "W002");
        Told replay = erp.replay("the article is there");
        // then
        assertThat(replay.err()).isEmpty();
        assertThat(replay.status()).isZero();
        eventually(
                () -> assertThat(entry.incoming()).extracting(Incoming::attempt).containsExactly(1, 2));
        entry.runNightlyJob();
        eventually(() -> assertThat(orders()).anyMatch(line -> line.matches("shop:1 +booked +1 +\\S+ +100001")));
        assertThat(hub.events(hub.topics().deadLetters())).hasSize(1);
    }

    @Test
    void what_the_interface_refuses_at_once_is_a_dead_letter_that_names_nobody() throws Exception {
        // given
        erp.sql(
                "create function refuse() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'customer % of % is blocked', new.name, new.ort; end $$",
                "create trigger refuse before insert on aufein for each row execute function refuse()");
        // when
        place("shop:1", 1, "A-1", 1);
        // then
        CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), "shop:1");
        assertThat(letter.getExtension("failuremessage").toString())
                .startsWith("legacy order shop:1: ERROR: customer *** ")
                .doesNotContain("Alma", "Sample", "Leipzig")
                .endsWith("is blocked");
    }

    @Test
    void what_changes_after_it_was_entered_is_told_to_a_person_and_what_makes_no_difference_is_not() throws Exception {
        // given
        place("shop:1", 1, "A-1", 3);
        place("shop:2", 1, "A-1", 1);
        eventually(() -> assertThat(entry.incoming()).hasSize(2));
        // when
        write(new OrderChanged(order("shop:2", 2, "A-1", 1, NOW)));
        write(new OrderCancelled(order("shop:1", 2, "A-1", 3, NOW)));
        // then
        CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), "shop:1");
        assertThat(letter.getExtension("failuremessage"))
                .isEqualTo("legacy order shop:1: it was cancelled after the ERP had it, version 1, and the interface"
                        + " takes no changes");
        eventually(() -> assertThat(orders())
                .anyMatch(line -> line.matches("shop:1 +sent +1 +\\S+ +- +differs"))
                .anyMatch(line -> line.matches("shop:2 +sent +1 +\\S+ +-"))
                .last()
                .asString()
                .startsWith("waiting: 0, sent: 2"));
        assertThat(hub.events(hub.topics().deadLetters())).hasSize(1);
    }

    @Test
    void older_orders_and_those_that_were_cancelled_before_are_not_entered() throws Exception {
        // when
        write(new OrderPlaced(order("shop:old", 1, "A-1", 1, Instant.parse("2019-12-31T23:59:59Z"))));
        write(new OrderCancelled(order("shop:gone", 2, "A-1", 1, NOW)));
        write(new OrderPlaced(order("shop:gone", 1, "A-1", 1, NOW)));
        place("shop:1", 1, "A-1", 1);
        // then
        eventually(() -> assertThat(orders())
                .last()
                .asString()
                .isEqualTo("waiting: 0, sent: 1, booked: 0, rejected: 0, withdrawn: 1"));
        assertThat(entry.incoming()).extracting(Incoming::orderId).containsExactly("shop:1");
    }

    @Test
    void an_old_order_of_which_nothing_is_known_any_more_is_entered_only_if_a_person_says_so() throws Exception {
        // when
        write(new OrderPlaced(order("shop:old", 1, "A-1", 1, NOW.minus(Duration.ofDays(61)))));
        place("shop:1", 1, "A-1", 1);
        // then
        CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), "shop:old");
        assertThat(letter.getExtension("failurekind")).isEqualTo("STALE");
        assertThat(letter.getExtension("failuremessage").toString())
                .startsWith("legacy order shop:old: it was placed at ")
                .endsWith("remembered for 60 days: whether the ERP has it cannot be told; a replay enters it");
        // when: it is changed, and a person looks for it in the ERP
        write(new OrderChanged(order("shop:old", 2, "A-1", 2, NOW.minus(Duration.ofDays(61)))));
        eventually(() -> assertThat(hub.events(hub.topics().deadLetters())).hasSize(2));
        assertThat(entry.incoming()).extracting(Incoming::orderId).containsExactly("shop:1");
        erp.replay("it is not there");
        // then
        eventually(() -> assertThat(entry.incoming())
                .filteredOn(incoming -> incoming.orderId().equals("shop:old"))
                .extracting(Incoming::lines)
                .containsExactly(List.of("A-1 H1 2")));
    }

    @Test
    void an_erp_that_takes_no_orders_for_a_while_loses_none_and_gets_none_twice() throws Exception {
        // given
        place("shop:1", 1, "A-1", 1);
        eventually(() -> assertThat(entry.incoming()).hasSize(1));
        erp.sql("revoke insert on aufein from " + erp.name() + "_orders");
        // when
        place("shop:2", 1, "A-1", 1);
        // then
        eventually(
                () -> assertThat(hub.health().trouble("erp-orders-legacy")).isEqualTo("legacy order: SQL state 42501"));
        // when
        hub.close();
        erp.sql("grant insert on aufein to " + erp.name() + "_orders");
        hub = erp.hub();
        place("shop:3", 1, "A-1", 1);
        // then
        eventually(() -> assertThat(entry.incoming())
                .extracting(Incoming::orderId)
                .containsExactly("shop:1", "shop:2", "shop:3"));
        eventually(() -> assertThat(hub.health().status("erp-orders-legacy")).isEqualTo("UP"));
        assertThat(hub.events(hub.topics().deadLetters())).isEmpty();
    }

    private List<String> orders() {
        return Told.by(
                        erp.environment(),
                        "erp",
                        "orders",
                        "--erp",
                        erp.mapping().toString())
                .out();
    }

    private void place(String id, long version, String sku, int quantity) {
        write(new OrderPlaced(order(id, version, sku, quantity, NOW)));
    }

    private void write(CanonicalData data) {
        EventType type = EventType.of(data);
        String id = CanonicalEvent.idOf("/channels/shop", type, data.toString());
        hub.write(new CanonicalEvent(id, "/channels/shop", NOW, null, null, null, 1, data));
    }

    private static Order order(String id, long version, String sku, int quantity, Instant placedAt) {
        return new Order(
                new OrderId(id),
                new ChannelId("shop"),
                "#" + id,
                version,
                placedAt,
                "EUR",
                List.of(),
                List.of(new OrderLine(
                        "1",
                        new Sku(sku),
                        BigDecimal.valueOf(quantity),
                        new Money(new BigDecimal("19.90"), "EUR"),
                        new LocationId("hamburg"))),
                new Address("Alma Sample", null, "Street 1", null, "04109", "Leipzig", null, "DE", null, null));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }
}
