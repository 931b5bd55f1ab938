package io.crossdock.pos.square;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Square's words and what they mean to us; a word that is not here is unknown. */
final class SquareCodes {

    /** What an order's state says about stock. */
    enum Sale {
        DONE,
        NOT_YET,
        NEVER
    }

    /** What a line is about. */
    enum LineKind {
        GOODS,
        NO_GOODS
    }

    /** Whether pieces in a state lie on the shelf. */
    enum Shelf {
        ON_HAND,
        ELSEWHERE
    }

    /** {@code OrderState}. */
    private static final Map<String, Sale> ORDER_STATES = Map.of(
            "COMPLETED", Sale.DONE,
            "OPEN", Sale.NOT_YET,
            "DRAFT", Sale.NOT_YET,
            "CANCELED", Sale.NEVER);

    /** {@code OrderLineItemItemType}. */
    private static final Map<String, LineKind> ITEM_TYPES = Map.of(
            "ITEM", LineKind.GOODS,
            "CUSTOM_AMOUNT", LineKind.NO_GOODS,
            "GIFT_CARD", LineKind.NO_GOODS);

    /** {@code InventoryState}. */
    private static final Map<String, Shelf> INVENTORY_STATES = Map.ofEntries(
            Map.entry("IN_STOCK", Shelf.ON_HAND),
            Map.entry("CUSTOM", Shelf.ELSEWHERE),
            Map.entry("SOLD", Shelf.ELSEWHERE),
            Map.entry("RETURNED_BY_CUSTOMER", Shelf.ELSEWHERE),
            Map.entry("RESERVED_FOR_SALE", Shelf.ELSEWHERE),
            Map.entry("SOLD_ONLINE", Shelf.ELSEWHERE),
            Map.entry("ORDERED_FROM_VENDOR", Shelf.ELSEWHERE),
            Map.entry("RECEIVED_FROM_VENDOR", Shelf.ELSEWHERE),
            Map.entry("IN_TRANSIT_TO", Shelf.ELSEWHERE),
            Map.entry("IN_TRANSIT", Shelf.ELSEWHERE),
            Map.entry("NONE", Shelf.ELSEWHERE),
            Map.entry("WASTE", Shelf.ELSEWHERE),
            Map.entry("UNLINKED_RETURN", Shelf.ELSEWHERE),
            Map.entry("COMPOSED", Shelf.ELSEWHERE),
            Map.entry("DECOMPOSED", Shelf.ELSEWHERE),
            Map.entry("SUPPORTED_BY_NEWER_VERSION", Shelf.ELSEWHERE));

    /** Notifications that hold no news of ours: thin ones, and such as others subscribe to on the same URL. */
    private static final Set<String> WITHOUT_NEWS = Set.of(
            SquareFetch.ORDER_CREATED,
            SquareFetch.ORDER_UPDATED,
            SquareFetch.ORDER_FULFILLMENT_UPDATED,
            SquareFetch.COUNT_UPDATED,
            "catalog.version.updated",
            "location.created",
            "location.updated",
            "payment.created",
            "payment.updated",
            "refund.created",
            "refund.updated");

    private SquareCodes() {}

    static Optional<Sale> sale(String orderState) {
        return known(ORDER_STATES, orderState);
    }

    /** A state that is unknown here is told by the translation. */
    static boolean isOpen(String orderState) {
        return sale(orderState).orElse(Sale.NOT_YET) == Sale.NOT_YET;
    }

    /** @param itemType {@code ITEM} where null, as Square's own examples leave it out */
    static Optional<LineKind> lineKind(String itemType) {
        return known(ITEM_TYPES, itemType == null ? "ITEM" : itemType);
    }

    static Optional<Shelf> shelf(String inventoryState) {
        return known(INVENTORY_STATES, inventoryState);
    }

    static boolean isWithoutNews(String kind) {
        return WITHOUT_NEWS.contains(kind);
    }

    private static <T> Optional<T> known(Map<String, T> table, String word) {
        return word == null ? Optional.empty() : Optional.ofNullable(table.get(word));
    }
}
