package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.marketplaces.shopify.ShopifyOffers;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.shopify.ShopifySandbox;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first load of a Shopify shop, over HTTP, against a shop that counts points as the real one does. */
class ShopifyOffersTest {

    private static final int ITEMS = 200;

    /** Points come back only by {@link ShopifySandbox#limit}: the shop's clock stands still. */
    private final ShopifySandbox shop = new ShopifySandbox(Setup.of(
            "shopify-us",
            IntStream.range(0, 2 * ITEMS)
                    .mapToObj(i -> CatalogueItem.of("SKU-" + i, "1.00"))
                    .toList(),
            "USD",
            new Random(7),
            Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC)));

    private final CamelContext context = new DefaultCamelContext();
    private final OffersAction action = new OffersAction();

    @BeforeEach
    void start() {
        LocationId hamburg = new LocationId("hamburg");
        Channel channel = new Channel(
                new ChannelId("shopify-us"),
                "shopify",
                "USD",
                List.of(hamburg),
                Map.of(hamburg, shop.locationIds().get(0)),
                Map.of());
        context.getRegistry().bind("channels", (ChannelLookup) name -> channel);
        context.start();
        action.setCamelContext(context);
        action.setChannel("shopify-us");
        action.setOffers(new ShopifyOffers());
        action.setUrl(shop.url().toString());
        action.setAuth("header");
        action.setAuthHeader("X-Shopify-Access-Token");
        action.setToken(shop.accessToken());
    }

    @AfterEach
    void stop() {
        context.stop();
        shop.close();
    }

    @Test
    void every_price_and_quantity_arrives_however_often_the_points_run_out() {
        // given
        List<Offer> open = new ArrayList<>(IntStream.range(0, ITEMS)
                .mapToObj(i -> new Offer(sku(i), 5L + i, null, new Money(new BigDecimal("9.95"), "USD"), "offer-" + i))
                .toList());

        // when: each time the points are there that a throttled price asks to wait for
        shop.limit(2900, 100);
        int tries = 0;
        while (!open.isEmpty() && tries++ < 10) {
            List<OfferResult> results = action.send(List.copyOf(open), null, null);
            assertThat(results)
                    .filteredOn(result -> !result.isConfirmed())
                    .allMatch(result -> result.failure().orElseThrow().kind() == Failure.Kind.THROTTLED);
            results.stream()
                    .filter(OfferResult::isConfirmed)
                    .forEach(result -> open.removeIf(offer -> offer.sku().equals(result.sku())));
            shop.limit(255, 100);
        }

        // then
        assertThat(open).isEmpty();
        assertThat(tries).isEqualTo(2);
        for (int i = 0; i < ITEMS; i++) {
            assertThat(shop.shown(sku(i).value()).quantity()).isEqualTo(5 + i);
            assertThat(shop.shown(sku(i).value()).price()).isEqualTo("9.95");
        }
        assertThat(shop.ledger().writes()).hasSize(2 * ITEMS);
        assertThat(shop.ledger().refusals(Reason.MALFORMED)).isZero();
        assertThat(shop.ledger().refusals(Reason.THROTTLED)).isEqualTo(1);
    }

    /** Each of another product: the shop makes a product of two neighbours in its catalogue. */
    private static Sku sku(int item) {
        return new Sku("SKU-" + 2 * item);
    }
}
