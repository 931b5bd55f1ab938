package io.crossdock.hub.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.Address;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.Sku;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderSourcingTest {

    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final LocationId LYON = new LocationId("lyon");
    private static final OrderSourcing SOURCING =
            new OrderSourcing(Map.of("DE", List.of(HAMBURG, LYON), "FR", List.of(LYON, HAMBURG)));

    private final Map<Sku, AvailabilityChanged> stock = new HashMap<>();

    @Test
    void one_parcel_from_the_location_that_has_everything() {
        stock("A", Map.of("hamburg", 9, "lyon", 2));
        stock("B", Map.of("hamburg", 0, "lyon", 1));
        assertThat(sourced("DE", List.of(), line("1", "A", 2), line("2", "B", 1)))
                .containsExactly("1 lyon 2", "2 lyon 1");
    }

    @Test
    void of_several_that_have_everything_the_nearest_else_the_one_with_most() {
        stock("A", Map.of("hamburg", 5, "lyon", 9));
        assertThat(sourced("DE", List.of(), line("1", "A", 1))).containsExactly("1 hamburg 1");
        assertThat(sourced("FR", List.of(), line("1", "A", 1))).containsExactly("1 lyon 1");
        assertThat(sourced("IT", List.of(), line("1", "A", 1))).containsExactly("1 lyon 1");
        stock("A", Map.of("hamburg", 9, "lyon", 9));
        assertThat(sourced("IT", List.of(), line("1", "A", 1))).containsExactly("1 hamburg 1");
    }

    @Test
    void a_line_is_split_only_where_nobody_has_it_whole_and_what_is_nowhere_stays_open() {
        stock("A", Map.of("hamburg", 3, "lyon", 4));
        stock("B", Map.of("hamburg", 1));
        assertThat(sourced("FR", List.of(), line("1", "A", 9), line("2", "B", 1), line("3", "C", 1)))
                .containsExactly("1 hamburg 3", "1 lyon 4", "2 hamburg 1", "1 open 2", "3 open 1");
    }

    @Test
    void two_lines_of_one_item_share_what_is_there() {
        stock("A", Map.of("hamburg", 3, "lyon", 2));
        assertThat(sourced("DE", List.of(), line("1", "A", 2), line("2", "A", 2)))
                .containsExactly("1 hamburg 2", "2 lyon 2");
    }

    @Test
    void only_the_orders_own_pool_and_what_is_not_reserved_counts() {
        stock.put(
                new Sku("A"),
                new AvailabilityChanged(
                        new Sku("A"),
                        1,
                        List.of(
                                new LocationStock(HAMBURG, BigDecimal.valueOf(9), BigDecimal.valueOf(8)),
                                new LocationStock(LYON, BigDecimal.valueOf(9), BigDecimal.ZERO)),
                        List.of(new FloatingReservation(List.of(HAMBURG), BigDecimal.ONE)),
                        false,
                        List.of()));
        assertThat(sourced("DE", List.of("hamburg"), line("1", "A", 2))).containsExactly("1 hamburg 1", "1 open 1");
        assertThat(sourced("DE", List.of(), line("1", "A", 2))).containsExactly("1 lyon 2");
    }

    @Test
    void a_line_that_has_a_location_keeps_it_and_a_cancelled_one_is_left_out() {
        stock("A", Map.of("hamburg", 2, "lyon", 9));
        OrderLine decided = new OrderLine("1", new Sku("A"), BigDecimal.valueOf(2), null, HAMBURG);
        assertThat(sourced("DE", List.of(), decided, line("2", "A", 1), line("3", "A", 0)))
                .containsExactly("1 hamburg 2", "2 lyon 1");
    }

    @Test
    void whatever_the_order_and_the_stock_every_piece_is_shipped_or_open_and_no_shelf_gives_more_than_it_has() {
        Random random = new Random(20_261_126);
        for (int round = 0; round < 500; round++) {
            stock.clear();
            Map<String, Integer> had = new HashMap<>();
            for (String sku : List.of("A", "B", "C")) {
                Map<String, Integer> levels = Map.of("hamburg", random.nextInt(6), "lyon", random.nextInt(6) - 1);
                levels.forEach((location, level) -> had.put(sku + location, level));
                stock(sku, levels);
            }
            OrderLine[] lines = Stream.iterate(1, number -> number + 1)
                    .limit(1 + random.nextInt(5))
                    .map(number -> line(
                            Integer.toString(number),
                            List.of("A", "B", "C", "D").get(random.nextInt(4)),
                            random.nextInt(5)))
                    .toArray(OrderLine[]::new);
            Order order = order("DE", List.of(), lines);
            Sourced sourced = SOURCING.source(order, sku -> Optional.ofNullable(stock.get(sku)));
            for (OrderLine line : lines) {
                BigDecimal all = Stream.concat(
                                sourced.lines().stream()
                                        .filter(each -> each.line().equals(line.line()))
                                        .map(Sourced.Shipped::quantity),
                                sourced.open().stream()
                                        .filter(each -> each.line().equals(line.line()))
                                        .map(Sourced.Open::quantity))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(all).as("round %d line %s", round, line.line()).isEqualByComparingTo(line.quantity());
            }
            Map<String, Integer> given = new HashMap<>();
            for (Sourced.Shipped each : sourced.lines()) {
                String sku = lines[Integer.parseInt(each.line()) - 1].sku().value();
                given.merge(sku + each.location(), each.quantity().intValueExact(), Integer::sum);
            }
            given.forEach((shelf, pieces) -> assertThat(pieces).isLessThanOrEqualTo(had.get(shelf)));
        }
    }

    private List<String> sourced(String country, List<String> pool, OrderLine... lines) {
        Sourced sourced = SOURCING.source(order(country, pool, lines), sku -> Optional.ofNullable(stock.get(sku)));
        List<String> all = new ArrayList<>();
        sourced.lines().forEach(each -> all.add(each.line() + " " + each.location() + " " + each.quantity()));
        sourced.open().forEach(each -> all.add(each.line() + " open " + each.quantity()));
        return all;
    }

    private static Order order(String country, List<String> pool, OrderLine... lines) {
        return new Order(
                new OrderId("shop:1"),
                new ChannelId("shop"),
                "1",
                1,
                Instant.EPOCH,
                "EUR",
                pool.stream().map(LocationId::new).toList(),
                List.of(lines),
                new Address(null, null, null, null, null, null, null, country, null, null));
    }

    private void stock(String sku, Map<String, Integer> levels) {
        stock.put(
                new Sku(sku),
                new AvailabilityChanged(
                        new Sku(sku),
                        1,
                        levels.entrySet().stream()
                                .map(level -> new LocationStock(
                                        new LocationId(level.getKey()),
                                        BigDecimal.valueOf(level.getValue()),
                                        BigDecimal.ZERO))
                                .toList(),
                        List.of(),
                        false,
                        List.of()));
    }

    private static OrderLine line(String line, String sku, int quantity) {
        return new OrderLine(line, new Sku(sku), BigDecimal.valueOf(quantity), null, null);
    }
}
