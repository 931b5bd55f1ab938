package io.crossdock.hub.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.validation.Verdict.Problem;
import io.crossdock.hub.validation.Verdict.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderValidationTest {

    private static final Map<String, AvailabilityChanged> STOCK =
            Map.of("A", stock("A", 5, 3, false), "OLD", stock("OLD", 5, 0, true));

    @Test
    void an_order_that_can_be_shipped_is_valid() {
        assertThat(check("EUR", line("1", "A", "2"), line("2", "B", "0"))).isEqualTo(new Verdict(true, List.of()));
    }

    @Test
    void each_line_is_told_that_is_not_known_not_sold_or_not_there() {
        assertThat(check("EUR", line("4", "A", "2"), line("3", "A", "0.5"), line("2", "B", "1"), line("1", "OLD", "1"))
                        .problems())
                .containsExactly(
                        new Problem("1", Rule.DISCONTINUED, null),
                        new Problem("2", Rule.UNKNOWN_ITEM, null),
                        new Problem("3", Rule.NOT_ENOUGH, null));
    }

    @Test
    void what_breaks_the_model_is_told_by_its_field_and_never_by_its_value() {
        assertThat(check("euro", line("1", "A", "-1"), line("2", " A", "1")).problems())
                .containsExactly(
                        new Problem(null, Rule.INVALID, "currency"),
                        new Problem(null, Rule.INVALID, "lines[1].sku.value"),
                        new Problem("1", Rule.BAD_QUANTITY, null));
    }

    @Test
    void only_the_locations_count_that_the_order_may_be_taken_from() {
        Order order = new Order(
                new OrderId("shop:1"),
                new ChannelId("shop"),
                "1",
                1,
                Instant.EPOCH,
                "EUR",
                List.of(new LocationId("lyon")),
                List.of(line("1", "A", "1")),
                null);
        assertThat(OrderValidation.check(order, sku -> Optional.of(STOCK.get("A")))
                        .problems())
                .containsExactly(new Problem("1", Rule.NOT_ENOUGH, null));
    }

    private static Verdict check(String currency, OrderLine... lines) {
        Order order = new Order(
                new OrderId("shop:1"),
                new ChannelId("shop"),
                "1",
                1,
                Instant.EPOCH,
                currency,
                List.of(),
                List.of(lines),
                null);
        return OrderValidation.check(order, sku -> Optional.ofNullable(STOCK.get(sku.value())));
    }

    private static OrderLine line(String line, String sku, String quantity) {
        return new OrderLine(line, new Sku(sku), new BigDecimal(quantity), null, null);
    }

    private static AvailabilityChanged stock(String sku, int onHand, int reserved, boolean discontinued) {
        return new AvailabilityChanged(
                new Sku(sku),
                1,
                List.of(new LocationStock(
                        new LocationId("hamburg"), BigDecimal.valueOf(onHand), BigDecimal.valueOf(reserved))),
                List.of(),
                discontinued,
                List.of());
    }
}
