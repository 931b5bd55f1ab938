package io.crossdock.marketplaces.shopify;

import io.crossdock.marketplaces.shopify.ShopifyOrder.LineItem;
import io.crossdock.spi.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Which of two states of an order is the later one, although {@code updated_at} has whole seconds.
 *
 * <p>The version is {@code updated_at} in microseconds, whose last six digits put in order what happens within the
 * second: by the pieces ever added and ever taken off. Both only grow, since {@code quantity} keeps what was taken off
 * and {@code current_quantity} does not (https://shopify.dev/docs/api/admin-graphql/2026-01/objects/LineItem, read
 * 2026-11-20). Placed comes before changed, cancelled after both.
 */
final class OrderVersion {

    private static final long WITHIN_A_SECOND = 1_000_000;
    private static final long CANCELLED = WITHIN_A_SECOND - 1;

    /** Orders of more pieces than this are not told apart within a second. */
    private static final long MOST_PIECES = CANCELLED / 2 - 1;

    private OrderVersion() {}

    static long of(ShopifyTopic topic, ShopifyOrder wire, Instant updatedAt, List<LineItem> lines) {
        long within = CANCELLED;
        if (wire.cancelledAt() == null) {
            BigDecimal moved = lines.stream().map(OrderVersion::moved).reduce(BigDecimal.ZERO, BigDecimal::add);
            long pieces = moved.max(BigDecimal.ZERO)
                    .min(BigDecimal.valueOf(MOST_PIECES))
                    .longValue();
            within = 2 * pieces + (topic == ShopifyTopic.ORDER_PLACED ? 0 : 1);
        }
        return updatedAt.getEpochSecond() * WITHIN_A_SECOND + within;
    }

    /** Names the state: two that differ in anything that is read have two names, however they are delivered. */
    static String fact(ShopifyOrder wire) {
        return wire.id() + "@" + wire.updatedAt().toInstant() + "#" + UUID.nameUUIDFromBytes(Json.write(wire));
    }

    /** Pieces added plus pieces taken off. */
    private static BigDecimal moved(LineItem item) {
        if (item.quantity() == null) {
            return item.currentQuantity() == null ? BigDecimal.ZERO : item.currentQuantity();
        }
        BigDecimal current = item.currentQuantity() == null ? item.quantity() : item.currentQuantity();
        return item.quantity().add(item.quantity().subtract(current));
    }
}
