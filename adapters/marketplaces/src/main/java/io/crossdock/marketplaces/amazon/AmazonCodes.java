package io.crossdock.marketplaces.amazon;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Amazon's words and what they mean to us; a word that is not here is unknown. */
final class AmazonCodes {

    /** Which of our events an order's status is. */
    enum State {
        PLACED,
        CHANGED,
        CANCELLED
    }

    /** Whose stock an order takes. */
    enum Fulfiller {
        OURS,
        AMAZONS
    }

    /**
     * {@code FulfillmentStatus}. {@code UNFULFILLABLE} is not here: the document knows it only for orders that Amazon
     * fulfils, which are left alone before their status is looked at.
     */
    private static final Map<String, State> STATUSES = Map.of(
            "PENDING_AVAILABILITY", State.PLACED,
            "PENDING", State.PLACED,
            "UNSHIPPED", State.PLACED,
            "PARTIALLY_SHIPPED", State.CHANGED,
            "SHIPPED", State.CHANGED,
            "CANCELLED", State.CANCELLED);

    /** Statuses in which nothing can have been cancelled yet and {@code quantityUnfulfilled} may still be missing or 0. */
    private static final Set<String> NOT_RELEASED = Set.of("PENDING_AVAILABILITY", "PENDING");

    private static final Set<String> FINISHED = Set.of("SHIPPED", "CANCELLED", "UNFULFILLABLE");

    private static final Map<String, Fulfiller> FULFILLERS =
            Map.of("MERCHANT", Fulfiller.OURS, "AMAZON", Fulfiller.AMAZONS);

    /** Notification types that hold no news of ours; {@code ORDER_CHANGE} is completed by {@link AmazonFetch}. */
    private static final Set<String> WITHOUT_NEWS = Set.of(
            AmazonFetch.ORDER_CHANGE,
            "ACCOUNT_STATUS_CHANGED",
            "ANY_OFFER_CHANGED",
            "B2B_ANY_OFFER_CHANGED",
            "BRANDED_ITEM_CONTENT_CHANGE",
            "DATA_KIOSK_QUERY_PROCESSING_FINISHED",
            "DETAIL_PAGE_TRAFFIC_EVENT",
            "FBA_INVENTORY_AVAILABILITY_CHANGES",
            "FBA_OUTBOUND_SHIPMENT_STATUS",
            "FEE_PROMOTION",
            "FEED_PROCESSING_FINISHED",
            "FULFILLMENT_ORDER_STATUS",
            "ITEM_INVENTORY_EVENT_CHANGE",
            "ITEM_PRODUCT_TYPE_CHANGE",
            "ITEM_SALES_EVENT_CHANGE",
            "LISTINGS_ITEM_ISSUES_CHANGE",
            "LISTINGS_ITEM_MFN_QUANTITY_CHANGE",
            "LISTINGS_ITEM_STATUS_CHANGE",
            "PRICING_HEALTH",
            "PRODUCT_TYPE_DEFINITIONS_CHANGE",
            "REPORT_PROCESSING_FINISHED",
            "TRANSACTION_UPDATE");

    private AmazonCodes() {}

    static Optional<State> state(String fulfillmentStatus) {
        return known(STATUSES, fulfillmentStatus);
    }

    static boolean isReleased(String fulfillmentStatus) {
        return !NOT_RELEASED.contains(fulfillmentStatus);
    }

    /** A word that is unknown here is told by the translation. */
    static boolean isFinished(String fulfillmentStatus) {
        return FINISHED.contains(fulfillmentStatus);
    }

    static Optional<Fulfiller> fulfiller(String fulfilledBy) {
        return known(FULFILLERS, fulfilledBy);
    }

    static boolean isWithoutNews(String notificationType) {
        return WITHOUT_NEWS.contains(notificationType);
    }

    private static <T> Optional<T> known(Map<String, T> table, String word) {
        return word == null ? Optional.empty() : Optional.ofNullable(table.get(word));
    }
}
