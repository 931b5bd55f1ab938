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

/** Sets the prices of a batch, several products a request. */
final class PriceWrite {

    /**
     * Products of a request, which each cost 10 points and 0.2 a variant: a quarter of the 1,000 that a request may cost,
     * so that dearer ones fit as well, and what the smallest plan restores in 2.5 seconds. Mutations of a request are done
     * one after another; so many are within the time that an answer may take.
     */
    private static final int PRODUCTS = 25;

    private record Write(Sku sku, ShopifyClient.Price price) {}

    private record Product(String id, List<Write> writes) {

        ShopifyClient.ProductPrices prices() {
            return new ShopifyClient.ProductPrices(
                    id, writes.stream().map(Write::price).toList());
        }
    }

    private final Batch batch;
    private final Remembered<ShopifyVariant> variants;
    private final ShopifyClient client;
    private Failure stopped;

    PriceWrite(Batch batch, Remembered<ShopifyVariant> variants, ShopifyClient client) {
        this.batch = batch;
        this.variants = variants;
        this.client = client;
    }

    /**
     * Requests after a failure that is not about their products are not tried; those before it are done and need not go
     * again.
     */
    void send(Map<Sku, Listing> listings) {
        List<Product> products = byProduct(listings);
        for (int from = 0; from < products.size(); from += PRODUCTS) {
            send(products.subList(from, Math.min(products.size(), from + PRODUCTS)));
        }
    }

    private List<Product> byProduct(Map<Sku, Listing> listings) {
        Map<String, Product> products = new LinkedHashMap<>();
        for (Offer offer : batch.offers()) {
            Listing listing = listings.get(offer.sku());
            if (offer.price() != null && listing != null) {
                decimal(offer.price(), offer.sku()).ifPresent(price -> products.computeIfAbsent(
                                listing.variant().productId(), id -> new Product(id, new ArrayList<>()))
                        .writes()
                        .add(new Write(
                                offer.sku(),
                                new ShopifyClient.Price(listing.variant().id(), price))));
            }
        }
        return List.copyOf(products.values());
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

    private void send(List<Product> products) {
        if (stopped != null) {
            fail(products, stopped);
            return;
        }
        List<ShopifyClient.ProductResult> results;
        try {
            results = client.updatePrices(products.stream().map(Product::prices).toList());
        } catch (Failure failure) {
            refused(products, failure);
            return;
        }
        for (int i = 0; i < products.size(); i++) {
            answered(products.get(i), results.get(i));
        }
    }

    /** A request that is refused whole may be so for one of its products: halves lead to it. */
    private void refused(List<Product> products, Failure failure) {
        if (failure.kind() == Failure.Kind.REJECTED && products.size() > 1) {
            int half = products.size() / 2;
            send(products.subList(0, half));
            send(products.subList(half, products.size()));
            return;
        }
        fail(products, failure);
        if (failure.kind().isTransient() || failure.kind() == Failure.Kind.UNAUTHORIZED) {
            stopped = failure;
        }
    }

    private void answered(Product product, ShopifyClient.ProductResult result) {
        if (result.failure() != null) {
            fail(List.of(product), result.failure());
        }
        List<Write> writes = product.writes();
        for (UserError error : result.errors()) {
            int place = error.index().orElse(writes.size());
            List<Write> meant = place < writes.size() ? writes.subList(place, place + 1) : writes;
            meant.forEach(write -> refuse(write.sku(), error));
        }
    }

    private void fail(List<Product> products, Failure failure) {
        products.forEach(product -> product.writes().forEach(write -> batch.fail(write.sku(), failure)));
    }

    private void refuse(Sku sku, UserError error) {
        if (ShopifyCodes.isGone(error)) {
            variants.forget(batch.channel().id(), sku);
            batch.postpone(sku, ShopifyClient.UPDATE_VARIANTS, error.code() + ", to be looked up again");
        } else {
            reject(sku, error.code());
        }
    }

    private void reject(Sku sku, String what) {
        batch.reject(sku, ShopifyClient.UPDATE_VARIANTS, what);
    }
}
