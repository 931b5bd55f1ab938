package io.crossdock.hub.validation;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventValidation;
import io.crossdock.canonical.InvalidEventException;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.validation.Verdict.Problem;
import io.crossdock.hub.validation.Verdict.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An order's form by the constraints of the canonical model, its lines by what is available. */
public final class OrderValidation {

    private static final Pattern QUANTITY = Pattern.compile("lines\\[(\\d+)]\\.quantity");
    private static final String PREFIX = "data.order.";
    private static final Comparator<Problem> BY_LINE = Comparator.comparing(
                    Problem::line, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Problem::rule)
            .thenComparing(Problem::field, Comparator.nullsFirst(Comparator.naturalOrder()));

    private OrderValidation() {}

    /** @param stock an item's availability; empty for an item that nobody has counted */
    public static Verdict check(Order order, Function<Sku, Optional<AvailabilityChanged>> stock) {
        List<Problem> problems = new ArrayList<>(ofForm(order));
        if (problems.isEmpty()) {
            problems.addAll(ofLines(order, stock));
        }
        problems.sort(BY_LINE);
        return Verdict.of(problems);
    }

    private static List<Problem> ofForm(Order order) {
        try {
            EventValidation.check(new CanonicalEvent(
                    "1", "/hub/validation", Instant.EPOCH, null, null, null, 0, new OrderPlaced(order)));
            return List.of();
        } catch (InvalidEventException e) {
            return e.violations().stream()
                    .map(violation -> ofForm(order, violation.field()))
                    .distinct()
                    .toList();
        }
    }

    private static Problem ofForm(Order order, String path) {
        String field = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
        Matcher quantity = QUANTITY.matcher(field);
        if (quantity.matches()) {
            OrderLine line = order.lines().get(Integer.parseInt(quantity.group(1)));
            if (line.quantity() != null && line.quantity().signum() < 0) {
                return new Problem(line.line(), Rule.BAD_QUANTITY, null);
            }
        }
        return new Problem(null, Rule.INVALID, field);
    }

    /** Lines of one item share what is there, the first first. */
    private static List<Problem> ofLines(Order order, Function<Sku, Optional<AvailabilityChanged>> stock) {
        List<Problem> problems = new ArrayList<>();
        Map<Sku, BigDecimal> wanted = new HashMap<>();
        for (OrderLine line : order.lines()) {
            if (line.quantity().signum() == 0) {
                continue;
            }
            BigDecimal sum = wanted.merge(line.sku(), line.quantity(), BigDecimal::add);
            Optional<AvailabilityChanged> known = stock.apply(line.sku());
            if (known.isEmpty()) {
                problems.add(new Problem(line.line(), Rule.UNKNOWN_ITEM, null));
            } else if (known.get().discontinued()) {
                problems.add(new Problem(line.line(), Rule.DISCONTINUED, null));
            } else if (free(known.get(), pool(order, line)).compareTo(sum) < 0) {
                problems.add(new Problem(line.line(), Rule.NOT_ENOUGH, null));
            }
        }
        return problems;
    }

    private static Collection<LocationId> pool(Order order, OrderLine line) {
        return line.location() == null ? order.locations() : List.of(line.location());
    }

    /** An order's own promise has no location yet and is not counted against it. */
    private static BigDecimal free(AvailabilityChanged known, Collection<LocationId> pool) {
        return known.locations().stream()
                .filter(stock -> pool.isEmpty() || pool.contains(stock.location()))
                .map((LocationStock stock) -> stock.onHand().subtract(stock.reserved()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
