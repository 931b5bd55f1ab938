package io.crossdock.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockMoved;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders are compared by what they mean, not by their bytes. */
class KnownStatesTest {

    private static final ChannelId SHOP = new ChannelId("shop");
    private static final Instant TIME = Instant.parse("2026-03-14T09:00:00Z");

    private final KnownStates known = new KnownStates();

    @Test
    void an_order_nobody_told_is_not_known() {
        assertThat(holds(new OrderPlaced(order("1", 5, 2)))).isFalse();
    }

    @Test
    void an_order_told_in_this_version_or_a_newer_one_is_known() {
        // given
        add(new OrderPlaced(order("1", 5, 2)));
        add(new OrderChanged(order("1", 9, 1)));
        add(new OrderChanged(order("1", 7, 3)));

        // then
        assertThat(holds(new OrderChanged(order("1", 9, 1)))).isTrue();
        assertThat(holds(new OrderChanged(order("1", 8, 4)))).isTrue();
        assertThat(holds(new OrderPlaced(order("2", 5, 2)))).isFalse();
    }

    @Test
    void a_newer_version_that_says_something_else_is_not_known() {
        // given
        add(new OrderPlaced(order("1", 5, 2)));

        // then
        assertThat(holds(new OrderChanged(order("1", 6, 3)))).isFalse();
        assertThat(holds(new OrderCancelled(order("1", 6, 2)))).isFalse();
    }

    @Test
    void a_newer_version_that_says_the_same_is_known_whether_placed_or_changed() {
        // given
        add(new OrderPlaced(order("1", 5, 2)));

        // then
        assertThat(holds(new OrderChanged(order("1", 6, 2)))).isTrue();
    }

    @Test
    void what_an_order_said_before_its_last_change_is_no_longer_known() {
        // given
        add(new OrderPlaced(order("1", 5, 2)));
        add(new OrderChanged(order("1", 6, 3)));

        // then
        assertThat(holds(new OrderChanged(order("1", 7, 2)))).isFalse();
    }

    @Test
    void another_fact_is_known_by_its_id() {
        // given
        add(moved("sale-1:a"));

        // then
        assertThat(known.holds(List.of(moved("sale-1:a")))).isTrue();
        assertThat(known.holds(List.of(moved("sale-1:a"), moved("sale-1:b")))).isFalse();
    }

    @Test
    void what_means_nothing_to_us_is_never_missing() {
        assertThat(known.holds(List.of())).isTrue();
    }

    @Test
    void more_orders_than_fit_into_memory_are_told() {
        assertThatExceptionOfType(KnownStates.TooManyException.class)
                .isThrownBy(() -> {
                    for (int i = 0; i <= KnownStates.MOST; i++) {
                        known.addUntranslatable("order-" + i);
                    }
                })
                .withMessageContaining("compare a shorter time");
    }

    private void add(CanonicalData data) {
        known.add(List.of(event(data)));
    }

    private void add(CanonicalEvent event) {
        known.add(List.of(event));
    }

    private boolean holds(CanonicalData data) {
        return known.holds(List.of(event(data)));
    }

    private static CanonicalEvent moved(String move) {
        StockMoved data = new StockMoved(
                move, new Sku("A-1"), new LocationId("lyon"), BigDecimal.ONE.negate(), StockMoved.Reason.SOLD, null);
        return new CanonicalEvent(
                CanonicalEvent.idOf("/channels/shop", EventType.STOCK_MOVED, move),
                "/channels/shop",
                TIME,
                null,
                TIME,
                null,
                1,
                data);
    }

    private static CanonicalEvent event(CanonicalData data) {
        return new CanonicalEvent("any-" + data.hashCode(), "/channels/shop", TIME, null, TIME, null, 1, data);
    }

    private static Order order(String id, long version, int pieces) {
        OrderLine line = new OrderLine("1", new Sku("A-1"), BigDecimal.valueOf(pieces), null, null);
        return new Order(
                OrderId.of(SHOP, id),
                SHOP,
                "#" + id,
                version,
                TIME,
                "EUR",
                List.of(new LocationId("lyon")),
                List.of(line),
                null);
    }
}
