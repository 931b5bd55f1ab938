package io.crossdock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OrdersTest {

    private static final List<String> LOCATIONS = List.of("main", "annex");

    private final Setup setup = Worlds.setup("acme-eu", "EUR", Clock.systemUTC());
    private final AtomicInteger ids = new AtomicInteger();

    @Test
    void an_order_takes_its_pieces_off_what_is_shown() {
        // given
        Ledger ledger = new Ledger(setup, LOCATIONS);

        // when
        Order order = orders(setup, ledger).place(List.of(OrderLine.of("SKU-1", 3), OrderLine.of("SKU-1", 1)));

        // then
        assertThat(ledger.shown("SKU-1").quantity()).isEqualTo(6);
        assertThat(ledger.sold("SKU-1")).isEqualTo(4);
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.current()).isEqualTo(4);
            assertThat(line.location()).isEqualTo("main");
        });
        assertThat(order.total()).isEqualByComparingTo("50.00");
    }

    @Test
    void a_sold_out_order_takes_nothing() {
        // given
        Ledger ledger = new Ledger(setup, LOCATIONS);
        List<OrderLine> lines = List.of(OrderLine.of("SKU-1", 1), OrderLine.of("SKU-2", 6));

        // when
        assertThatThrownBy(() -> orders(setup, ledger).place(lines))
                .isInstanceOf(SoldOut.class)
                .hasMessageContaining("SKU-2");

        // then
        assertThat(ledger.shown("SKU-1").quantity()).isEqualTo(10);
        assertThat(ledger.sales()).isEmpty();
    }

    @Test
    void a_shop_with_backorders_sells_what_it_does_not_show() {
        // given
        Setup generous = setup.withBackorders();
        Ledger ledger = new Ledger(generous, LOCATIONS);

        // when
        orders(generous, ledger).place(List.of(OrderLine.of("SKU-2", 6)));

        // then
        assertThat(ledger.shown("SKU-2").quantity()).isEqualTo(-1);
    }

    @Test
    void a_changed_order_moves_only_the_difference() {
        // given
        Ledger ledger = new Ledger(setup, LOCATIONS);
        Orders orders = orders(setup, ledger);
        Order order = orders.place(List.of(OrderLine.of("SKU-1", 4)));

        // when
        Order changed = orders.change(order.id(), List.of(OrderLine.of("SKU-1", 1), OrderLine.of("SKU-2", 2)));

        // then
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.lines()).extracting(Order.Line::current).containsExactly(1L, 2L);
        assertThat(changed.lines().get(0).ordered()).isEqualTo(4);
        assertThat(ledger.shown("SKU-1").quantity()).isEqualTo(9);
        assertThat(ledger.shown("SKU-2").quantity()).isEqualTo(3);
    }

    @Test
    void a_change_beyond_what_is_shown_changes_nothing() {
        // given
        Ledger ledger = new Ledger(setup, LOCATIONS);
        Orders orders = orders(setup, ledger);
        Order order = orders.place(List.of(OrderLine.of("SKU-1", 4)));

        // when
        assertThatThrownBy(
                        () -> orders.change(order.id(), List.of(OrderLine.of("SKU-1", 11), OrderLine.of("SKU-2", 1))))
                .isInstanceOf(SoldOut.class);

        // then
        assertThat(ledger.shown("SKU-1").quantity()).isEqualTo(6);
        assertThat(ledger.shown("SKU-2").quantity()).isEqualTo(5);
        assertThat(orders.find(order.id())).contains(order);
    }

    @Test
    void a_cancelled_order_gives_its_pieces_back_once() {
        // given
        Ledger ledger = new Ledger(setup, LOCATIONS);
        Orders orders = orders(setup, ledger);
        Order order = orders.place(List.of(OrderLine.of("SKU-1", 4)));

        // when
        Order cancelled = orders.cancel(order.id());

        // then
        assertThat(cancelled.isCancelled()).isTrue();
        assertThat(ledger.shown("SKU-1").quantity()).isEqualTo(10);
        assertThat(ledger.sold("SKU-1")).isZero();
        assertThatThrownBy(() -> orders.cancel(order.id())).hasMessageContaining("no open order");
    }

    private Orders orders(Setup of, Ledger ledger) {
        return new Orders(
                of, ledger, LOCATIONS, () -> "order-" + ids.incrementAndGet(), () -> "line-" + ids.incrementAndGet());
    }
}
