package io.crossdock.marketplaces.amazon;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** {@code Item} of Listings Items 2021-08-01, with the data sets that we ask for. */
record AmazonListing(
        String sku,
        List<Summary> summaries,
        List<Offer> offers,
        List<Availability> fulfillmentAvailability,
        List<AmazonClient.Issue> issues) {

    AmazonListing {
        summaries = summaries == null ? List.of() : List.copyOf(summaries);
        offers = offers == null ? List.of() : List.copyOf(offers);
        issues = issues == null ? List.of() : List.copyOf(issues);
        fulfillmentAvailability = fulfillmentAvailability == null ? List.of() : List.copyOf(fulfillmentAvailability);
    }

    /** @param status {@code BUYABLE} and {@code DISCOVERABLE}, or nothing */
    record Summary(String marketplaceId, List<String> status, String createdDate) {}

    /** @param offerType {@code B2C} or {@code B2B} */
    record Offer(String marketplaceId, String offerType, Price price) {}

    record Price(String currencyCode, BigDecimal amount) {}

    /** @param fulfillmentChannelCode {@code DEFAULT} for what the seller ships */
    record Availability(String fulfillmentChannelCode, Long quantity) {}

    Optional<Summary> summary(String marketplaceId) {
        return summaries.stream()
                .filter(summary -> marketplaceId.equals(summary.marketplaceId()))
                .findFirst();
    }

    /** What consumers pay on that marketplace. */
    Optional<Price> price(String marketplaceId) {
        return offers.stream()
                .filter(offer -> marketplaceId.equals(offer.marketplaceId())
                        && "B2C".equals(offer.offerType())
                        && offer.price() != null)
                .map(Offer::price)
                .findFirst();
    }

    /** Pieces that the seller ships; empty where Amazon does. */
    Optional<Long> quantity() {
        return fulfillmentAvailability.stream()
                .filter(availability -> "DEFAULT".equals(availability.fulfillmentChannelCode()))
                .map(Availability::quantity)
                .filter(pieces -> pieces != null)
                .findFirst();
    }
}
