package io.crossdock.sandbox;

import io.crossdock.sandbox.amazon.AmazonSandbox;
import io.crossdock.sandbox.amazon.QueueSender;
import io.crossdock.sandbox.partner.PartnerShopSandbox;
import io.crossdock.sandbox.shopify.ShopifySandbox;
import io.crossdock.sandbox.square.SquareSandbox;
import java.time.Clock;
import java.util.List;
import java.util.Random;

/** One shop on each of the four systems, all with the same catalogue; a test that wants more makes them itself. */
public record Outside(ShopifySandbox shopify, SquareSandbox square, AmazonSandbox amazon, PartnerShopSandbox partner)
        implements AutoCloseable {

    /**
     * Starts all four: {@code shopify-us} (USD), {@code square-shop} (USD), {@code amazon-de} (EUR), {@code acme-eu}
     * (EUR).
     *
     * @param queue where Amazon's notifications go
     */
    public static Outside start(List<CatalogueItem> catalogue, QueueSender queue, Random random, Clock clock) {
        return new Outside(
                new ShopifySandbox(Setup.of("shopify-us", catalogue, "USD", random, clock)),
                new SquareSandbox(Setup.of("square-shop", catalogue, "USD", random, clock)),
                new AmazonSandbox(Setup.of("amazon-de", catalogue, "EUR", random, clock), queue),
                new PartnerShopSandbox(Setup.of("acme-eu", catalogue, "EUR", random, clock)));
    }

    public List<Shop> shops() {
        return List.of(shopify, square, amazon, partner);
    }

    /** @throws IllegalArgumentException for a name that no shop has */
    public Shop shop(String name) {
        return shops().stream()
                .filter(shop -> shop.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no shop " + name));
    }

    @Override
    public void close() {
        shops().forEach(Shop::close);
    }
}
