package io.crossdock.marketplaces.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.conformance.ApiScript;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Failure.Kind;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Offers to a shop that answers as it is told. */
abstract class ShopifyOffersStories {

    static final String SEARCH = "productVariants";
    static final String SET = "inventorySetQuantities";
    static final LocationId SHOWROOM = new LocationId("showroom");
    static final LocationId HAMBURG = new LocationId("hamburg");
    static final LocationId LYON = new LocationId("lyon");

    final SettableClock clock = new SettableClock();
    final ShopifyOffers offers = new ShopifyOffers(clock);
    final Channel channel = channel("USD");

    OfferResult send(ApiScript api, Offer offer) {
        return offers.send(List.of(offer), channel, api).get(0);
    }

    /** Sells from three locations, the first of which Shopify does not know. */
    static Channel channel(String currency) {
        return new Channel(
                new ChannelId("shopify-us"),
                "shopify",
                currency,
                List.of(SHOWROOM, HAMBURG, LYON),
                Map.of(LYON, "24826418", HAMBURG, "655441491"),
                Map.of());
    }

    static Offer quantity(String sku, Long quantity, Long shown, String key) {
        return new Offer(new Sku(sku), quantity, shown, null, key);
    }

    static Money usd(String amount) {
        return new Money(new BigDecimal(amount), "USD");
    }

    static JsonNode variablesOf(ApiScript api, String operation, int which) {
        return ApiScript.json(api.requests(operation).get(which)).path("variables");
    }

    static String key(ApiScript api, int which) {
        return variablesOf(api, SET, which).path("key").asText();
    }

    static void assertFailed(OfferResult result, Kind kind, String message) {
        assertThat(result.failure()).hasValueSatisfying(failure -> {
            assertKind(failure, kind);
            assertThat(failure).hasMessageContaining(message);
        });
    }

    static void assertKind(Throwable failure, Kind kind) {
        assertThat(failure).isInstanceOfSatisfying(Failure.class, one -> assertThat(one.kind())
                .isEqualTo(kind));
    }

    static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
