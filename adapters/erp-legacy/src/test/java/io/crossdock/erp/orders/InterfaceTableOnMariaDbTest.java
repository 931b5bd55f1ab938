package io.crossdock.erp.orders;

import static io.crossdock.erp.orders.Entries.BUYER;
import static io.crossdock.erp.orders.Entries.line;
import static io.crossdock.erp.orders.Entries.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.MariaDbServer;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.Address;
import io.crossdock.canonical.Order;
import io.crossdock.sandbox.legacyerp.LegacyOrderEntry.Incoming;
import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnBackbone(Part.MARIADB)
class InterfaceTableOnMariaDbTest extends InterfaceTableStories {

    private final MariaDbServer server;

    InterfaceTableOnMariaDbTest(Backbone backbone) {
        this.server = backbone.mariaDb();
    }

    @Override
    String makeDatabase() throws SQLException {
        return server.recreateDatabase(name) + "?user=" + server.user() + "&password=" + server.password();
    }

    @Override
    TableTarget target() {
        return Entries.target(server.jdbcUrl(name), name, name, PASSWORD);
    }

    @Override
    String overflow() {
        return "Out of range value for column 'menge'";
    }

    @Override
    String dropKey() {
        return "alter table aufein drop primary key";
    }

    @Override
    void cutConnections() throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = server.connect(name);
                Statement asking = connection.createStatement();
                ResultSet rows = asking.executeQuery(
                        "select id from information_schema.processlist where user = '" + name + "'")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        for (String id : ids) {
            execute("kill connection " + id);
        }
    }

    /** Texts compare without regard to case there, unless a column says otherwise. */
    @Test
    void an_order_whose_id_differs_from_anothers_in_case_alone_is_not_taken_for_it() throws SQLException {
        // given
        table.enter(placed("partner:a1", line("A-1", "1")));
        // then
        assertThatThrownBy(() -> table.enter(placed("partner:A1", line("A-1", "2"))))
                .hasMessageStartingWith("legacy order partner:A1: Duplicate entry")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.REJECTED);
        assertThat(entry.incoming()).extracting(Incoming::orderId).containsExactly("partner:a1");
    }

    @Test
    void a_server_that_makes_values_fit_is_told_not_to() throws SQLException {
        // given
        execute("set global sql_mode = ''");
        try {
            // then
            assertThatThrownBy(() -> table.enter(placed("shopify-us:1", line("A-1", "123456789"))))
                    .hasMessageStartingWith("legacy order shopify-us:1: " + overflow());
            assertThat(entry.incoming()).isEmpty();
        } finally {
            execute("set global sql_mode = default");
        }
    }

    @Test
    void a_name_in_signs_that_the_column_lacks_is_this_orders_failure_and_told_without_the_name() throws SQLException {
        // given
        Order order = placed("shopify-us:1", line("A-1", "2")).order();
        Address buyer = new Address(
                "Łucja", null, BUYER.street(), null, BUYER.postalCode(), BUYER.city(), null, "PL", null, null);
        Order abroad = new Order(
                order.id(),
                order.channel(),
                order.number(),
                order.version(),
                order.placedAt(),
                order.currency(),
                List.of(),
                order.lines(),
                buyer);
        // then
        assertThatThrownBy(() -> table.enter(new OrderEntry(abroad, OrderEntry.Kind.PLACED, 1)))
                .hasMessageStartingWith("legacy order shopify-us:1: Incorrect string value")
                .hasMessageContaining("`name`")
                .hasMessageNotContaining("ucja")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.REJECTED);
        assertThat(entry.incoming()).isEmpty();
    }

    /** The server's own choice since 11.6.2. */
    @Test
    void two_processes_enter_it_once_where_transactions_refuse_what_they_do_not_see() throws Exception {
        // given
        execute("set global innodb_snapshot_isolation = on");
        try {
            // then
            two_processes_that_both_believe_to_be_the_only_one_enter_it_once();
        } finally {
            execute("set global innodb_snapshot_isolation = default");
        }
    }
}
