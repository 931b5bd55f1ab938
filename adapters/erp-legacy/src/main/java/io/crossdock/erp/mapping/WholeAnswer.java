package io.crossdock.erp.mapping;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.Component;
import io.crossdock.canonical.ExpectedLine;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.erp.LineState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rows that a query gave for one key, as the whole that they are.
 *
 * @param key the item's SKU or the order's number
 */
record WholeAnswer(String key, List<Columns> rows) {

    /** No row that is valid: the item has no price now. */
    CanonicalData prices(Instant now) {
        ValidPrices valid = ValidPrices.of(rows, now);
        return new PriceChanged(new Sku(key), valid.prices(), valid.until());
    }

    /** No row: the item is gone. */
    CanonicalData item() {
        if (rows.isEmpty()) {
            return new ItemDescribed(new Sku(key), null, null, List.of(), true);
        }
        Columns row = rows.get(0);
        return new ItemDescribed(
                new Sku(key),
                row.optional("title"),
                row.optional("category"),
                components(),
                row.optionalFlag("discontinued"));
    }

    /** A row without a component is the item's own, as an outer join gives it. */
    private List<Component> components() {
        Map<String, BigDecimal> pieces = new LinkedHashMap<>();
        for (Columns row : rows) {
            String component = row.optional("component");
            if (component != null) {
                pieces.merge(component, row.number("componentQuantity"), BigDecimal::add);
            }
        }
        return pieces.entrySet().stream()
                .map(entry -> new Component(new Sku(entry.getKey()), entry.getValue()))
                .toList();
    }

    /**
     * The sum of what the rows say of the location; no row, nothing there. Of several times the earliest holds for the sum.
     *
     * @param tellsSales whether the rows say until when sales are included
     * @param salesUntil otherwise; null where that is unknown
     */
    CanonicalData level(String location, boolean tellsSales, Instant salesUntil) {
        BigDecimal sum = BigDecimal.ZERO;
        List<Instant> told = new ArrayList<>();
        for (Columns row : rows) {
            BigDecimal onHand = row.number("onHand");
            if (row.required("location").equals(location)) {
                sum = sum.add(onHand);
                if (tellsSales) {
                    told.add(row.finiteTime("salesUntil").map(ErpTime::end).orElse(Instant.MIN));
                }
            }
        }
        Instant until = told.stream()
                .min(Comparator.naturalOrder())
                .filter(Instant.MIN::isBefore)
                .orElse(salesUntil);
        return new StockCounted(new Sku(key), new LocationId(location), sum, until);
    }

    /** A row of no pieces, or of fewer since more came than was ordered, has arrived; no row, nothing is to arrive. */
    CanonicalData expected() {
        List<ExpectedLine> lines = rows.stream()
                .filter(row -> row.number("quantity").signum() > 0)
                .map(row -> new ExpectedLine(
                        new LocationId(row.required("location")),
                        row.number("quantity"),
                        row.finiteTime("expectedBy").map(ErpTime::end).orElse(null),
                        row.optional("reference")))
                .toList();
        return new StockExpected(new Sku(key), null, lines);
    }

    /**
     * A row without an item and pieces is the order's own, as an outer join gives it; of a row of 0 pieces there is
     * nothing.
     *
     * @param levelExcludes from which state on the levels exclude a line; empty where they exclude every line
     */
    CanonicalData order(Optional<LineState> levelExcludes) {
        Columns head = rows.get(0);
        List<BookedLine> excluded = new ArrayList<>();
        List<BookedLine> open = new ArrayList<>();
        List<BookedLine> cancelled = new ArrayList<>();
        for (Columns row : rows) {
            if (row.text("sku") == null && row.text("quantity") == null
                    || row.number("quantity").signum() == 0) {
                continue;
            }
            LineState state = levelExcludes.isPresent() ? row.lineState("state") : LineState.SHIPPED;
            boolean isExcluded = state.compareTo(levelExcludes.orElse(LineState.OPEN)) >= 0;
            List<BookedLine> part = state == LineState.CANCELLED ? cancelled : isExcluded ? excluded : open;
            String location = row.optional("location");
            part.add(new BookedLine(
                    new Sku(row.required("sku")),
                    location == null ? null : new LocationId(location),
                    row.number("quantity")));
        }
        return new OrderBooked(new OrderId(head.required("order")), head.required("number"), excluded, open, cancelled);
    }
}
