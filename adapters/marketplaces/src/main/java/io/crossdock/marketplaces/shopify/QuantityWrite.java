package io.crossdock.marketplaces.shopify;

import io.crossdock.canonical.Sku;
import io.crossdock.marketplaces.shopify.ShopifyOffers.Listing;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sets the levels of a batch, each compared with the level it is thought to have. Where one is refused, nothing is set:
 * the others go again without it, those whose level has moved (each sale on Shopify moves it) with the level as it is.
 */
final class QuantityWrite {

    /** One for what is expected, one after a moved level, one more for what moved or was refused meanwhile. */
    private static final int MOST_TRIES = 3;

    /** What the API takes (INVALID_QUANTITY_TOO_HIGH); more would not even fit its type and fail the whole request. */
    private static final long MOST_PIECES = 1_000_000_000;

    private record Write(Offer offer, ShopifyVariant variant, long from) {}

    private final Batch batch;
    private final Remembered<ShopifyVariant> variants;
    private final ShopifyClient client;

    QuantityWrite(Batch batch, Remembered<ShopifyVariant> variants, ShopifyClient client) {
        this.batch = batch;
        this.variants = variants;
        this.client = client;
    }

    void send(Map<Sku, Listing> listings) {
        List<Write> open = first(listings);
        for (int tried = 0; tried < MOST_TRIES && !open.isEmpty(); tried++) {
            open = sendOnce(open);
        }
        open.forEach(write -> batch.postpone(
                write.offer().sku(), ShopifyClient.SET_QUANTITIES, "not set in " + MOST_TRIES + " tries, levels move"));
    }

    private List<Write> first(Map<Sku, Listing> listings) {
        List<Write> writes = new ArrayList<>();
        for (Offer offer : batch.offers()) {
            Listing listing = listings.get(offer.sku());
            if (offer.quantity() == null || listing == null) {
                continue;
            }
            if (offer.quantity() > MOST_PIECES) {
                batch.reject(offer.sku(), ShopifyClient.SET_QUANTITIES, "more than " + MOST_PIECES + " pieces");
            } else if (offer.shownQuantity() != null) {
                writes.add(new Write(offer, listing.variant(), offer.shownQuantity()));
            } else {
                from(offer, listing, writes);
            }
        }
        return writes;
    }

    /** Adds the write that the level as just read calls for: none where it is right already. */
    private void from(Offer offer, Listing listing, List<Write> writes) {
        if (listing.level().isEmpty()) {
            batch.reject(offer.sku(), ShopifyClient.SET_QUANTITIES, "not stocked at " + batch.location());
        } else if (!listing.level().get().equals(offer.quantity())) {
            writes.add(new Write(offer, listing.variant(), listing.level().get()));
        }
    }

    /** @return what has to go again */
    private List<Write> sendOnce(List<Write> writes) {
        ShopifyClient.SetResult answer = client.setQuantities(
                writes.stream()
                        .map(write -> new ShopifyClient.Quantity(
                                write.variant().inventoryItemId(),
                                batch.location(),
                                write.offer().quantity(),
                                write.from()))
                        .toList(),
                key(writes));
        Map<Integer, UserError> errors = byPlace(answer.errors(), writes.size());
        List<Write> again = new ArrayList<>();
        List<Offer> stale = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            UserError error = errors.get(i);
            if (error == null) {
                if (!answer.isApplied()) {
                    again.add(writes.get(i));
                }
            } else if (ShopifyCodes.isStale(error)) {
                stale.add(writes.get(i).offer());
            } else {
                refuse(writes.get(i).offer().sku(), error);
            }
        }
        again.addAll(readAgain(stale));
        return again;
    }

    private void refuse(Sku sku, UserError error) {
        if (ShopifyCodes.isGone(error)) {
            variants.forget(batch.channel().id(), sku);
            batch.postpone(sku, ShopifyClient.SET_QUANTITIES, error.code() + ", to be looked up again");
        } else {
            batch.reject(sku, ShopifyClient.SET_QUANTITIES, error.code());
        }
    }

    private List<Write> readAgain(List<Offer> stale) {
        List<Write> writes = new ArrayList<>();
        if (stale.isEmpty()) {
            return writes;
        }
        Map<Sku, List<FoundVariant>> found =
                VariantSearch.find(stale.stream().map(Offer::sku).toList(), batch, client);
        for (Offer offer : stale) {
            ShopifyOffers.single(offer.sku(), found.get(offer.sku()), batch).ifPresent(one -> {
                variants.put(batch.channel().id(), offer.sku(), one.variant());
                from(offer, new Listing(one.variant(), one.level()), writes);
            });
        }
        return writes;
    }

    /** @throws Failure where an error is not about one of the quantities but about the request */
    private Map<Integer, UserError> byPlace(List<UserError> errors, int size) {
        Map<Integer, UserError> byPlace = new HashMap<>();
        for (UserError error : errors) {
            int place = error.index().orElse(size);
            if (place < size) {
                byPlace.putIfAbsent(place, error);
            } else if (ShopifyCodes.isInProgress(error)) {
                throw Failure.unavailable(batch.channel().system(), ShopifyClient.SET_QUANTITIES, error.code(), null);
            } else {
                throw Failure.rejected(batch.channel().system(), ShopifyClient.SET_QUANTITIES, "", error.code());
            }
        }
        return byPlace;
    }

    /** The same for the same offers from the same levels, so that an unanswered request can be sent once more. */
    private String key(List<Write> writes) {
        StringBuilder text = new StringBuilder(batch.location());
        for (Write write : writes) {
            text.append('\n')
                    .append(write.offer().idempotencyKey())
                    .append(' ')
                    .append(write.variant().inventoryItemId())
                    .append(' ')
                    .append(write.from())
                    .append(' ')
                    .append(write.offer().quantity());
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
