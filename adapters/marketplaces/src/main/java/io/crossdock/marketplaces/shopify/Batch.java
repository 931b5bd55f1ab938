package io.crossdock.marketplaces.shopify;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The offers of one call on their way: where they go, and what has befallen some of them. */
final class Batch {

    private final List<Offer> offers;
    private final Channel channel;
    private final String location;
    private final Map<Sku, Failure> failures = new HashMap<>();

    /** @throws Failure {@code REJECTED} where the channel names no location of Shopify's */
    Batch(List<Offer> offers, Channel channel) {
        this.offers = offers;
        this.channel = channel;
        this.location = channel.locations().stream()
                .map(channel.locationIds()::get)
                .filter(Objects::nonNull)
                .map(id -> id.startsWith("gid:") ? id : "gid://shopify/Location/" + id)
                .findFirst()
                .orElseThrow(() -> Failure.rejected(
                        channel.system(),
                        ShopifyClient.SET_QUANTITIES,
                        channel.id().value(),
                        "the channel names no location of Shopify's"));
    }

    List<Offer> offers() {
        return offers;
    }

    Channel channel() {
        return channel;
    }

    /** The global id of the one location whose level the channel sets. */
    String location() {
        return location;
    }

    /** An offer's first failure is its result; its parts are tried each for itself. */
    void fail(Sku sku, Failure failure) {
        failures.putIfAbsent(sku, failure);
    }

    void reject(Sku sku, String operation, String what) {
        fail(sku, Failure.rejected(channel.system(), operation, sku.value(), what));
    }

    /** For what may succeed when it is sent once more. */
    void postpone(Sku sku, String operation, String what) {
        fail(sku, Failure.unavailable(channel.system(), operation, sku.value() + ": " + what, null));
    }

    /** What an offer failed with so far. */
    Optional<Failure> failure(Sku sku) {
        return Optional.ofNullable(failures.get(sku));
    }

    List<OfferResult> results() {
        return offers.stream()
                .map(offer -> new OfferResult(offer.sku(), failure(offer.sku()), Optional.empty()))
                .toList();
    }
}
