package io.crossdock.marketplaces.amazon;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** {@code Order} of Orders 2026-01-01, with the data set {@code FULFILLMENT}, and {@code RECIPIENT} where asked for. */
record AmazonOrder(
        String orderId,
        Instant createdTime,
        Instant lastUpdatedTime,
        Fulfillment fulfillment,
        Recipient recipient,
        List<Item> orderItems) {

    AmazonOrder {
        orderItems = orderItems == null ? List.of() : List.copyOf(orderItems);
    }

    /** The body of {@code getOrder}'s answer. */
    record Fetched(AmazonOrder order) {}

    /** @param fulfilledBy {@code AMAZON} or {@code MERCHANT} */
    record Fulfillment(String fulfillmentStatus, String fulfilledBy) {}

    record Item(String orderItemId, BigDecimal quantityOrdered, Product product, ItemFulfillment fulfillment) {}

    record Product(String sellerSku, Price price) {}

    record Price(AmazonMoney unitPrice) {}

    record AmazonMoney(BigDecimal amount, String currencyCode) {}

    /** Pieces shipped, and pieces still to ship. */
    record ItemFulfillment(BigDecimal quantityFulfilled, BigDecimal quantityUnfulfilled) {}

    record Recipient(DeliveryAddress deliveryAddress) {}

    record DeliveryAddress(
            String name,
            String companyName,
            String addressLine1,
            String addressLine2,
            String addressLine3,
            String city,
            String stateOrRegion,
            String postalCode,
            String countryCode,
            String phone) {

        /** Names nobody. */
        @Override
        public String toString() {
            return "DeliveryAddress[masked]";
        }
    }
}
