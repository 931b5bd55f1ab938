package io.crossdock.marketplaces.shopify;

import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.marketplaces.shopify.ShopifyOffers.Listing;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets the prices of a batch, one request a product, as the API has it. */
final class PriceWrite {

    private record Write(Sku sku, ShopifyClient.Price price) {}

    private final Batch batch;
    private final VariantCache cache;
    private final ShopifyClient client;

    PriceWrite(Batch batch, VariantCache cache, ShopifyClient client) {
        this.batch = batch;
        this.cache = cache;
        this.client = client;
    }

    /**
     * Products after a failure that is not about the one product are not tried; those before it are done and need not
     * go again.
     */
    void send(Map<Sku, Listing> listings) {
        Failure stopped = null;
        for (Map.Entry<String, List<Write>> product : byProduct(listings).entrySet()) {
            Failure failure = stopped == null ? send(product.getKey(), product.getValue()) : stopped;
            if (failure != null) {
                product.getValue().forEach(write -> batch.fail(write.sku(), failure));
                stopped = failure.kind().isTransient() || failure.kind() == Failure.Kind.UNAUTHORIZED ? failure : null;
            }
        }
    }

    private Map<String, List<Write>> byProduct(Map<Sku, Listing> listings) {
        Map<String, List<Write>> writes = new LinkedHashMap<>();
        for (Offer offer : batch.offers()) {
            Listing listing = listings.get(offer.sku());
            if (offer.price() != null && listing != null) {
                decimal(offer.price(), offer.sku()).ifPresent(price -> writes.computeIfAbsent(
                                listing.variant().productId(), product -> new ArrayList<>())
                        .add(new Write(
                                offer.sku(),
                                new ShopifyClient.Price(listing.variant().id(), price))));
            }
        }
        return writes;
    }

    private Optional<String> decimal(Money price, Sku sku) {
        String currency = batch.channel().currency();
        if (!price.currency().equals(currency)) {
            reject(sku, "a price in " + price.currency() + " on a channel that sells in " + currency);
            return Optional.empty();
        }
        int decimals = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        BigDecimal amount = price.amount().setScale(decimals, RoundingMode.DOWN);
        if (amount.compareTo(price.amount()) != 0) {
            reject(sku, "a price of more decimals than " + currency + " has");
            return Optional.empty();
        }
        return Optional.of(amount.toPlainString());
    }

    /** @return what befell all of the product's prices; null where each has its own result */
    private Failure send(String productId, List<Write> writes) {
        List<UserError> errors;
        try {
            errors = client.updatePrices(
                    productId, writes.stream().map(Write::price).toList());
        } catch (Failure failure) {
            return failure;
        }
        for (UserError error : errors) {
            int place = error.index().orElse(writes.size());
            List<Write> meant = place < writes.size() ? writes.subList(place, place + 1) : writes;
            meant.forEach(write -> refuse(write.sku(), error));
        }
        return null;
    }

    private void refuse(Sku sku, UserError error) {
        if (ShopifyCodes.isGone(error)) {
            cache.forget(batch.channel().id(), sku);
            batch.postpone(sku, ShopifyClient.UPDATE_VARIANTS, error.code() + ", to be looked up again");
        } else {
            reject(sku, error.code());
        }
    }

    private void reject(Sku sku, String what) {
        batch.reject(sku, ShopifyClient.UPDATE_VARIANTS, what);
    }
}
