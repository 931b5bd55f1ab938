package io.crossdock.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * An order as its shop knows it, one version of it.
 *
 * @param id the shop's own id
 * @param number counts up from 1001
 * @param version counts up from 1
 * @param cancelledAt null unless cancelled
 * @param completedAt null unless paid and handed over at once
 */
public record Order(
        String id,
        long number,
        long version,
        Instant placedAt,
        Instant updatedAt,
        Instant cancelledAt,
        Instant completedAt,
        Buyer buyer,
        List<Line> lines) {

    /**
     * @param id the shop's own id of the line
     * @param ordered the most that was ever ordered
     * @param current what is still wanted; 0 once taken off
     * @param price of one piece, when it was ordered
     * @param location the shop's own id of where the pieces come from
     */
    public record Line(String id, String sku, long ordered, long current, BigDecimal price, String location) {

        public BigDecimal total() {
            return price.multiply(BigDecimal.valueOf(current));
        }
    }

    public Order {
        lines = List.copyOf(lines);
    }

    public boolean isCancelled() {
        return cancelledAt != null;
    }

    public boolean isCompleted() {
        return completedAt != null;
    }

    public BigDecimal total() {
        return lines.stream().map(Line::total).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    Order next(Instant at, List<Line> newLines) {
        return new Order(id, number, version + 1, placedAt, at, cancelledAt, completedAt, buyer, newLines);
    }

    Order cancelled(Instant at) {
        return new Order(id, number, version + 1, placedAt, at, at, completedAt, buyer, lines);
    }

    Order completed(Instant at) {
        return new Order(id, number, version + 1, placedAt, at, cancelledAt, at, buyer, lines);
    }
}
