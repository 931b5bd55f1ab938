package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.backbone.PostgresServer;
import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpConfigReader;
import io.crossdock.erp.ErpDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mapping file for Tryton 6.0, beside what a real Tryton wrote and what it answered afterwards. */
@OnBackbone(Part.POSTGRES)
class TrytonTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Map<String, String> LOCATIONS = Map.of("WH", "main", "WH2", "south");

    /** As Tryton itself selects locations of a tree: by the numbers of its nested sets. */
    private static final String ON_HAND = """
            select w.code || '|' || p.code, sum(m.quantity)
              from (select product, to_location as location, internal_quantity::numeric as quantity from stock_move
                     where state = 'done'
                    union all
                    select product, from_location, -internal_quantity::numeric from stock_move where state = 'done') m
              join product_product p on p.id = m.product
              join stock_location l on l.id = m.location
              join stock_location w on w.type = 'warehouse'
              join stock_location s on s.id = w.storage_location and l."left" >= s."left" and l."right" <= s."right"
             group by 1 having sum(m.quantity) <> 0
            """;

    private static final String PRICES = """
            select p.code, l.list_price from product_list_price l join product_product p on p.template = l.template
            """;

    private final PostgresServer postgres;
    private final Path checkout = checkout();
    private final String name = "tryton_" + DATABASES.incrementAndGet();

    @TempDir
    Path folder;

    private TrytonDatabase tryton;
    private Connection connection;
    private ErpConfig config;

    TrytonTest(Backbone backbone) {
        this.postgres = backbone.postgres();
    }

    @BeforeEach
    void aTrytonThatHasJustBeenSetUp() throws Exception {
        tryton = TrytonDatabase.find(checkout);
        postgres.createDatabase(name);
        connection = postgres.connect(name);
        tryton.load(connection);
        Matcher sql = Pattern.compile("(?s)```sql\n(.*?)```")
                .matcher(Files.readString(checkout.resolve("docs/erp-tryton.md")));
        assertThat(sql.find()).isTrue();
        sql(sql.group(1).replaceAll("\\bcrossdock\\b", name));
        ErpConfig read = ErpConfigReader.read(
                checkout.resolve("erp/tryton.erp.yaml"),
                text -> text.replace("{{env:TRYTON_PORT}}", Integer.toString(postgres.port())));
        // Roles and slots are the server's, not the database's.
        config = new ErpConfig(
                read.name(),
                read.epoch(),
                new ErpDatabase(
                        read.database().type(),
                        postgres.host(),
                        postgres.port(),
                        name,
                        name,
                        "...",
                        name,
                        read.database().publication()),
                read.sources());
    }

    @AfterEach
    void theSlotIsGivenBack() throws SQLException {
        if (connection != null) {
            eventually(() -> sql("select pg_drop_replication_slot(slot_name) from pg_replication_slots"
                    + " where database = '" + name + "'"));
            connection.close();
        }
    }

    @Test
    void after_each_of_trytons_actions_the_last_events_say_what_tryton_says() throws Exception {
        try (Capturing capturing = new Capturing(config, OffsetStorage.file(folder.resolve("offsets")))) {
            capturing.awaitUp();
            for (Path action : tryton.actions()) {
                // when
                TrytonDatabase.replay(connection, action);
                asIfCrossdockHadSentThem();
                // then
                eventually(() -> assertThat(onHand(capturing))
                        .as("%s", action.getFileName())
                        .isEqualTo(numbers(ON_HAND)));
            }
            assertThat(onHand(capturing)).isEqualTo(trytonsOwnAnswer());
            eventually(() -> assertThat(prices(capturing)).isEqualTo(numbers(PRICES)));
            assertThat(capturing.failures).isEmpty();
        }
    }

    @Test
    void an_order_is_excluded_by_the_level_from_the_pick_on() throws Exception {
        // given
        try (Capturing capturing = new Capturing(config, OffsetStorage.file(folder.resolve("offsets")))) {
            capturing.awaitUp();
            for (Path action : tryton.actions().subList(0, 17)) {
                TrytonDatabase.replay(connection, action);
                asIfCrossdockHadSentThem();
            }
            eventually(() -> assertThat(order(capturing, "1").open())
                    .extracting(TrytonTest::pieces)
                    .containsExactly("HAM-001 5 main", "SCR-M8 200 main", "GLV-L 2 main"));
            assertThat(order(capturing, "1").lines()).isEmpty();
            // when
            Path pick = tryton.actions().get(17);
            TrytonDatabase.replay(connection, pick);
            // then
            eventually(() -> assertThat(order(capturing, "1").lines())
                    .extracting(TrytonTest::pieces)
                    .containsExactly("HAM-001 5 main", "SCR-M8 200 main", "GLV-L 2 main"));
            assertThat(order(capturing, "1").open()).isEmpty();
            eventually(() -> assertThat(onHand(capturing)).isEqualTo(numbers(ON_HAND)));
            assertThat(newest(capturing, OrderBooked.class, "web:1").sequence().commit())
                    .isEqualTo(newest(capturing, StockCounted.class, "HAM-001")
                            .sequence()
                            .commit());
            // when
            for (Path action : tryton.actions().subList(18, tryton.actions().size())) {
                TrytonDatabase.replay(connection, action);
                asIfCrossdockHadSentThem();
            }
            // then
            eventually(() -> assertThat(order(capturing, "3").lines())
                    .extracting(TrytonTest::pieces)
                    .containsExactly("NAI-KG 0.75 main"));
            assertThat(order(capturing, "1").lines()).hasSize(3);
            assertThat(order(capturing, "2").open())
                    .as("its shipment was cancelled, and nobody has said what becomes of it")
                    .extracting(TrytonTest::pieces)
                    .containsExactly("HAM-002 3 south");
            assertThat(capturing.of(OrderBooked.class).stream().map(CanonicalEvent::subject))
                    .as("drafts have no number yet")
                    .containsOnly("web:1", "web:2", "web:4");
            assertThat(capturing.failures).isEmpty();
        }
    }

    @Test
    void what_suppliers_are_to_bring_is_expected_until_it_is_put_away_and_in_parts_if_it_comes_so() throws Exception {
        try (Capturing capturing = new Capturing(config, OffsetStorage.file(folder.resolve("offsets")))) {
            capturing.awaitUp();
            // when a supplier's shipment is entered
            replay(0, 3);
            // then
            expects(capturing, "HAM-001", "30 main, null, stock.shipment.in,1");
            // when it stands in the input zone
            replay(3, 4);
            // then
            expects(capturing, "HAM-001", "30 main, 2026-11-20T23:00:00Z, stock.shipment.in,1");
            // when it is put away
            replay(4, 5);
            // then
            expects(capturing, "HAM-001");
            // when 40 pieces are ordered, and Tryton's planner names a day
            replay(5, 6);
            sql("update stock_move set planned_date = '2026-12-24' where origin = 'purchase.line,1'");
            // then
            expects(capturing, "HAM-002", "40 south, 2026-12-24T23:00:00Z, purchase.line,1");
            // when 25 of them come and are put away
            replay(6, 7);
            // then
            expects(capturing, "HAM-002", "15 south, null, purchase.line,1");
            eventually(() -> assertThat(onHand(capturing)).isEqualTo(numbers(ON_HAND)));
            assertThat(capturing.failures).isEmpty();
        }
    }

    private void replay(int from, int to) throws Exception {
        for (Path action : tryton.actions().subList(from, to)) {
            TrytonDatabase.replay(connection, action);
        }
    }

    private static void expects(Capturing capturing, String sku, String... lines) throws Exception {
        eventually(() -> assertThat(((StockExpected)
                                newest(capturing, StockExpected.class, sku).data())
                        .lines())
                .extracting(line -> line.quantity().toPlainString() + " " + line.location() + ", " + line.expectedBy()
                        + ", " + line.reference())
                .containsExactly(lines));
    }

    @Test
    void a_renamed_sku_is_gone_and_a_retired_one_discontinued() throws Exception {
        try (Capturing capturing = new Capturing(config, OffsetStorage.file(folder.resolve("offsets")))) {
            // given
            capturing.awaitUp();
            for (Path action : tryton.actions().subList(0, 10)) {
                TrytonDatabase.replay(connection, action);
            }
            eventually(() -> assertThat(onHand(capturing)).containsKey("WH|SAW-02"));
            // when
            for (Path action : tryton.actions().subList(10, 13)) {
                TrytonDatabase.replay(connection, action);
            }
            // then
            eventually(() -> {
                assertThat(onHand(capturing)).doesNotContainKey("WH|SAW-02").containsKey("WH|SAW-02X");
                assertThat(item(capturing, "SAW-02").discontinued()).isTrue();
                assertThat(item(capturing, "SAW-02X").title()).isEqualTo("Säge groß „Profi“");
                assertThat(item(capturing, "ZAN-180").discontinued()).isFalse();
                assertThat(item(capturing, "SCR-M3").discontinued()).isTrue();
            });
        }
    }

    /** Whoever books an order in Tryton for Crossdock leaves its id there. */
    private void asIfCrossdockHadSentThem() throws SQLException {
        sql("update sale_sale set reference = 'web:' || id where reference is null or reference not like 'web:%'");
    }

    private static Map<String, BigDecimal> onHand(Capturing capturing) {
        Map<String, BigDecimal> onHand = new TreeMap<>();
        for (Map.Entry<String, String> location : LOCATIONS.entrySet()) {
            capturing.levels().forEach((key, level) -> {
                String[] part = key.split(" ");
                if (part[1].equals(location.getValue()) && level.signum() != 0) {
                    onHand.put(location.getKey() + "|" + part[0], level.stripTrailingZeros());
                }
            });
        }
        return onHand;
    }

    private static Map<String, BigDecimal> prices(Capturing capturing) {
        Map<String, BigDecimal> prices = new TreeMap<>();
        for (CanonicalEvent event : capturing.of(PriceChanged.class)) {
            PriceChanged changed = (PriceChanged)
                    newest(capturing, PriceChanged.class, event.subject()).data();
            changed.prices()
                    .forEach(price ->
                            prices.put(event.subject(), price.price().amount().stripTrailingZeros()));
        }
        return prices;
    }

    private static OrderBooked order(Capturing capturing, String number) {
        return capturing.of(OrderBooked.class).stream()
                .map(event -> (OrderBooked)
                        newest(capturing, OrderBooked.class, event.subject()).data())
                .filter(order -> order.erpNumber().equals(number))
                .findFirst()
                .orElse(new OrderBooked(null, number, List.of()));
    }

    private static ItemDescribed item(Capturing capturing, String sku) {
        return (ItemDescribed) newest(capturing, ItemDescribed.class, sku).data();
    }

    private static CanonicalEvent newest(Capturing capturing, Class<? extends CanonicalData> type, String subject) {
        return capturing.of(type).stream()
                .filter(event -> event.subject().equals(subject))
                .max((a, b) -> a.sequence().compareTo(b.sequence()))
                .orElseThrow(() -> new AssertionError("nothing of " + subject));
    }

    private static String pieces(BookedLine line) {
        return line.sku() + " " + line.quantity().toPlainString() + " " + line.location();
    }

    private Map<String, BigDecimal> trytonsOwnAnswer() throws IOException {
        return new ObjectMapper()
                        .readValue(
                                tryton.file("on-hand-after-actions.json").toFile(),
                                new TypeReference<Map<String, BigDecimal>>() {})
                        .entrySet()
                        .stream()
                        .collect(toMap(
                                Map.Entry::getKey, entry -> entry.getValue().stripTrailingZeros()));
    }

    private Map<String, BigDecimal> numbers(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Map<String, BigDecimal> numbers = new TreeMap<>();
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getBigDecimal(2).stripTrailingZeros());
            }
            return numbers;
        }
    }

    private void sql(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("erp/tryton.erp.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
