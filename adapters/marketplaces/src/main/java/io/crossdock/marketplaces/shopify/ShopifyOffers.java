package io.crossdock.marketplaces.shopify;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.OfferSink;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts offers on Shopify. The channel's quantity goes to one location, the first of the channel's that has an id of
 * Shopify's; no other is set. Quantities and prices are tried each for itself: a refused price holds up no quantity.
 */
public final class ShopifyOffers implements OfferSink {

    /**
     * Finding a variant with its level costs 5 points and a request may cost 1,000; the 250 that an array may hold would
     * not fit.
     */
    private static final int BATCH = 100;

    /** So long a SKU that the shop's staff moved to another variant may go on setting the former one. */
    private static final Duration VARIANT_VALID = Duration.ofHours(1);

    /** The points for a few thousand prices need as long. */
    private static final Duration QUANTITY_VALID = Duration.ofMinutes(5);

    private final Remembered<ShopifyVariant> variants;

    /**
     * The keys of offers whose quantity is set while their price was throttled. Such an offer comes again whole; to read
     * and set its quantity once more would cost the points that its price waits for, at each try.
     */
    private final Remembered<String> quantitySet;

    public ShopifyOffers() {
        this(Clock.systemUTC());
    }

    ShopifyOffers(Clock clock) {
        variants = new Remembered<>(clock, VARIANT_VALID);
        quantitySet = new Remembered<>(clock, QUANTITY_VALID);
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public List<OfferResult> send(List<Offer> offers, Channel channel, Api api) {
        Batch batch = new Batch(
                offers.stream().map(offer -> unsetParts(offer, channel)).toList(), channel);
        ShopifyClient client = new ShopifyClient(channel, api);
        Map<Sku, Listing> listings = listings(batch, client);
        new QuantityWrite(batch, variants, client).send(listings);
        List<Offer> sent = batch.offers().stream()
                .filter(offer -> batch.failure(offer.sku()).isEmpty())
                .toList();
        new PriceWrite(batch, variants, client).send(listings);
        sent.forEach(offer -> remember(offer, batch));
        return batch.results();
    }

    private Offer unsetParts(Offer offer, Channel channel) {
        boolean isSet = quantitySet
                .get(channel.id(), offer.sku())
                .filter(offer.idempotencyKey()::equals)
                .isPresent();
        return isSet ? new Offer(offer.sku(), null, null, offer.price(), offer.idempotencyKey()) : offer;
    }

    /** An offer that is through is forgotten: should it come again, somebody wants it written again. */
    private void remember(Offer offer, Batch batch) {
        boolean waits = batch.failure(offer.sku())
                .filter(failure -> failure.kind() == Failure.Kind.THROTTLED)
                .isPresent();
        if (waits) {
            quantitySet.put(batch.channel().id(), offer.sku(), offer.idempotencyKey());
        } else {
            quantitySet.forget(batch.channel().id(), offer.sku());
        }
    }

    /** @param level as just read; empty where it was not asked for or where the item is not stocked */
    record Listing(ShopifyVariant variant, Optional<Long> level) {}

    private Map<Sku, Listing> listings(Batch batch, ShopifyClient client) {
        Map<Sku, Listing> listings = new HashMap<>();
        for (Offer offer : batch.offers()) {
            boolean needsLevel = offer.quantity() != null && offer.shownQuantity() == null;
            if (!needsLevel) {
                variants.get(batch.channel().id(), offer.sku())
                        .ifPresent(variant -> listings.put(offer.sku(), new Listing(variant, Optional.empty())));
            }
        }
        List<Sku> unknown = batch.offers().stream()
                .map(Offer::sku)
                .filter(sku -> !listings.containsKey(sku))
                .toList();
        if (!unknown.isEmpty()) {
            VariantSearch.find(unknown, batch, client)
                    .forEach((sku, found) -> single(sku, found, batch).ifPresent(one -> {
                        variants.put(batch.channel().id(), sku, one.variant());
                        listings.put(sku, new Listing(one.variant(), one.level()));
                    }));
        }
        return listings;
    }

    static Optional<FoundVariant> single(Sku sku, List<FoundVariant> found, Batch batch) {
        if (found.size() == 1) {
            return Optional.of(found.get(0));
        }
        batch.reject(
                sku,
                ShopifyClient.VARIANTS,
                found.isEmpty()
                        ? "no variant with this SKU"
                        : "listed twice: " + found.size() + " variants have this SKU");
        return Optional.empty();
    }
}
