package io.crossdock.marketplaces.amazon;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** A notification's envelope; of the payload only what {@code ORDER_CHANGE} names. */
record AmazonNotification(
        @JsonProperty("NotificationType") @JsonAlias("notificationType")
        String type,

        @JsonProperty("Payload") Payload payload) {

    record Payload(@JsonProperty("OrderChangeNotification") OrderChange orderChange) {}

    record OrderChange(
            @JsonProperty("AmazonOrderId") String orderId,
            @JsonProperty("Summary") Summary summary) {}

    /** @param fulfillmentType {@code MFN} by the merchant, {@code AFN} by Amazon */
    record Summary(@JsonProperty("FulfillmentType") String fulfillmentType) {}

    /** The order that it names. */
    Optional<String> orderId() {
        return orderChange().map(OrderChange::orderId).filter(id -> !id.isBlank());
    }

    boolean isFulfilledByAmazon() {
        return orderChange()
                .map(OrderChange::summary)
                .map(Summary::fulfillmentType)
                .filter("AFN"::equals)
                .isPresent();
    }

    private Optional<OrderChange> orderChange() {
        return Optional.ofNullable(payload).map(Payload::orderChange);
    }
}
