package io.crossdock.hub.sync;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Listings;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.util.List;

/** Offers under the channel's own keys, and their results under ours. */
record ListedOffers(Listings listings) {

    List<Offer> theirs(List<Offer> offers) {
        return listings.areOwn() ? offers.stream().map(this::theirs).toList() : offers;
    }

    List<AcceptedOffer> theirsAccepted(List<AcceptedOffer> accepted) {
        return listings.areOwn()
                ? accepted.stream().map(one -> one.of(theirs(one.offer()))).toList()
                : accepted;
    }

    private Offer theirs(Offer offer) {
        Sku listing = listings.listingOf(offer.sku())
                .orElseThrow(() -> new IllegalStateException("offered, but not listed: " + offer.sku()));
        return new Offer(listing, offer.quantity(), offer.shownQuantity(), offer.price(), offer.idempotencyKey());
    }

    /** A result for what nobody offered stays as it is: it belongs to no attempt. */
    List<OfferResult> ours(List<OfferResult> results) {
        return listings.areOwn()
                ? results.stream()
                        .map(result -> result.of(listings.skuOf(result.sku()).orElse(result.sku())))
                        .toList()
                : results;
    }
}
