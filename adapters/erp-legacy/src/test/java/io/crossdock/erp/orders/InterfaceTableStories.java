package io.crossdock.erp.orders;

import static io.crossdock.erp.orders.Entries.entry;
import static io.crossdock.erp.orders.Entries.line;
import static io.crossdock.erp.orders.Entries.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.erp.orders.OrderInterface.Entered;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import io.crossdock.sandbox.legacyerp.LegacyOrderEntry;
import io.crossdock.sandbox.legacyerp.LegacyOrderEntry.Incoming;
import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the interface tables of the sample ERP take on every kind of database, with a role that may do no more than it has to. */
abstract class InterfaceTableStories {

    static final String PASSWORD = "only for tests";

    final String name = "orders_" + UUID.randomUUID().toString().substring(0, 8);
    LegacyOrderEntry entry;
    InterfaceTable table;
    private String owner;
    private LegacyErp erp;
    private TableTarget target;

    /**
     * Makes an empty database.
     *
     * @return its JDBC URL with its owner's user and password
     */
    abstract String makeDatabase() throws SQLException;

    /** The sample's tables in that database, for a role that has its name. */
    abstract TableTarget target();

    /** How the reason begins why a number does not fit. */
    abstract String overflow();

    /** Takes from the table of orders the key that it has. */
    abstract String dropKey();

    /** Ends all connections of the role. */
    abstract void cutConnections() throws SQLException;

    @BeforeEach
    void an_erp_with_two_tables() throws SQLException {
        owner = makeDatabase();
        erp = LegacyErp.create(owner);
        erp.addArticle("A-1", "LAMPE", "W001");
        entry = LegacyOrderEntry.install(owner, name, PASSWORD);
        target = target();
        table = new InterfaceTable("legacy", target);
    }

    @AfterEach
    void everything_ends() {
        table.close();
    }

    @Test
    void an_order_is_there_once_however_often_it_is_entered() throws SQLException {
        // when
        table.enter(placed("shopify-us:1", line("A-1", "2"), line("A-2", "0"), line("A-3", "1.5")));
        table.enter(placed("shopify-us:1", line("A-1", "2"), line("A-2", "0"), line("A-3", "1.5")));
        // then
        assertThat(entry.incoming())
                .containsExactly(
                        new Incoming("shopify-us:1", 1, 0, null, "Alma Sample", List.of("A-1 H1 2", "A-3 H1 1.5")));
        assertThat(
                        text(
                                "select concat(datum, ' ', strass, ' ', land, ' ', (select min(preis) from aufeip)) from aufein"))
                .isEqualTo("20261127 Long Street of the Sample Town DE 259.9500");
    }

    @Test
    void two_processes_that_both_believe_to_be_the_only_one_enter_it_once() throws Exception {
        // given
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (InterfaceTable other = new InterfaceTable("legacy", target)) {
            for (int i = 0; i < 50; i++) {
                String id = "shopify-us:" + i;
                CyclicBarrier together = new CyclicBarrier(2);
                // when
                List<Future<Object>> both = threads.invokeAll(List.<Callable<Object>>of(
                        () -> entered(table, together, id), () -> entered(other, together, id)));
                for (Future<Object> each : both) {
                    each.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
        // then
        assertThat(entry.incoming()).hasSize(50).allSatisfy(order -> assertThat(order.lines())
                .containsExactly("A-1 H1 1"));
    }

    private static Object entered(InterfaceTable table, CyclicBarrier together, String id) throws Exception {
        together.await();
        table.enter(placed(id, line("A-1", "1")));
        return id;
    }

    @Test
    void lines_that_do_not_fit_leave_no_half_of_an_order() throws SQLException {
        // when
        assertThatThrownBy(() -> table.enter(placed("shopify-us:1", line("A-1", "2"), line("A-1", "123456789"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("legacy order shopify-us:1: " + overflow())
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.REJECTED);
        // then
        assertThat(entry.incoming()).isEmpty();
        table.enter(placed("shopify-us:2", line("A-1", "2")));
        assertThat(entry.incoming()).hasSize(1);
    }

    @Test
    void what_the_nightly_job_rejects_is_told_and_a_new_attempt_is_a_row_of_its_own() throws SQLException {
        // given
        table.enter(placed("shopify-us:1", line("A-9", "2")));
        table.enter(placed("shopify-us:2", line("A-1", "2")));
        List<Entered> open = List.of(new Entered("shopify-us:1", 1, 1), new Entered("shopify-us:2", 1, 1));
        assertThat(table.rejections(open)).isEmpty();
        // when
        assertThat(entry.runNightlyJob()).isEqualTo(2);
        // then
        assertThat(table.rejections(open)).containsOnlyKeys(open.get(0)).containsValue("E001 unknown article A-9");
        assertThatThrownBy(() -> table.enter(placed("shopify-us:1", line("A-9", "2"))))
                .hasMessage("legacy order shopify-us:1: E001 unknown article A-9 (its row is still there)");
        // when
        erp.addArticle("A-9", "VASE", "W002");
        table.enter(entry(OrderEntry.Kind.PLACED, "shopify-us:1", 1, 2, line("A-9", "2")));
        entry.runNightlyJob();
        // then
        assertThat(table.rejections(List.of(new Entered("shopify-us:1", 1, 2)))).isEmpty();
        assertThat(erp.bookedOrders()).containsExactly("shopify-us:1", "shopify-us:2");
    }

    @Test
    void a_location_that_no_code_stands_for_is_this_orders_failure_and_nothing_is_entered() throws SQLException {
        // given
        var elsewhere = new io.crossdock.canonical.OrderLine(
                "1",
                new io.crossdock.canonical.Sku("A-1"),
                java.math.BigDecimal.ONE,
                null,
                new io.crossdock.canonical.LocationId("osaka"));
        // then
        assertThatThrownBy(() -> table.enter(placed("shopify-us:1", elsewhere)))
                .hasMessage(
                        "legacy order shopify-us:1: line 1, column 'lager': no code stands for what line.location is")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.UNMAPPABLE);
        assertThat(entry.incoming()).isEmpty();
    }

    @Test
    void the_role_can_neither_change_nor_delete_nor_read_anything_else() throws SQLException {
        for (String sql : List.of(
                "update aufein set stat = 2",
                "delete from aufein",
                "select * from aufkpf",
                "insert into lagbst values ('A-1', 'H1', 1)")) {
            try (Connection role = DriverManager.getConnection(target.jdbcUrl(), name, PASSWORD);
                    Statement statement = role.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).as(sql).hasMessageContaining("denied");
            }
        }
    }

    @Test
    void a_row_that_another_unique_key_keeps_out_is_refused_rather_than_taken_for_a_repeat() throws SQLException {
        // given
        execute("alter table aufein add constraint aufein_kdnum unique (kdnum)");
        table.enter(placed("shopify-us:1", line("A-1", "2")));
        // then
        assertThatThrownBy(() -> table.enter(placed("shopify-us:2", line("A-1", "2"))))
                .hasMessageContaining("aufein_kdnum")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.REJECTED);
        // when
        execute("alter table aufein drop constraint aufein_kdnum");
        table.enter(placed("shopify-us:2", line("A-1", "2")));
        // then
        assertThat(entry.incoming()).hasSize(2);
    }

    @Test
    void a_table_without_a_unique_key_takes_no_order() throws SQLException {
        // given
        execute(dropKey());
        // then
        assertThatThrownBy(() -> table.enter(placed("shopify-us:1", line("A-1", "2"))))
                .hasMessageContaining(target.orderTable() + " is not there, or has no unique key of kdref, versu")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(entry.incoming()).isEmpty();
        // when
        execute("alter table aufein add primary key (kdref, versu)");
        table.enter(placed("shopify-us:1", line("A-1", "2")));
        // then
        assertThat(entry.incoming()).hasSize(1);
    }

    @Test
    void what_befalls_every_order_is_not_held_against_one() throws SQLException {
        // given
        execute("revoke insert on aufeip from " + name);
        // then
        assertThatThrownBy(() -> table.enter(placed("shopify-us:1", line("A-1", "2"))))
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.UNAUTHORIZED);
        // when
        execute("grant insert on aufeip to " + name);
        cutConnections();
        table.enter(placed("shopify-us:1", line("A-1", "2")));
        cutConnections();
        assertThatThrownBy(() -> table.enter(placed("shopify-us:2", line("A-1", "2"))))
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.UNAVAILABLE);
        // then
        table.enter(placed("shopify-us:2", line("A-1", "2")));
        assertThat(entry.incoming()).hasSize(2);
    }

    @Test
    void versions_that_make_no_difference_to_the_erp_have_the_same_content() {
        assertThat(table.content(entry(OrderEntry.Kind.CHANGED, "shopify-us:1", 2, 3, line("A-1", "2"))))
                .isEqualTo(table.content(placed("shopify-us:1", line("A-1", "2.000"))))
                .isNotEqualTo(table.content(placed("shopify-us:1", line("A-1", "3"))))
                .isNotEqualTo(table.content(entry(OrderEntry.Kind.CANCELLED, "shopify-us:1", 2, 1, line("A-1", "2"))));
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(owner);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(owner);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1).replaceAll(" +", " ");
        }
    }
}
