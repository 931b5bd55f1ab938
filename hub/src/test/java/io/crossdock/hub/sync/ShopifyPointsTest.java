package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.budget.Charge;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.marketplaces.shopify.ShopifyOffers;
import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.shopify.ShopifySandbox;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Request;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Shopify shop that counts points, and a budget of points, in a time that passes when somebody waits. */
class ShopifyPointsTest {

    private static final int ITEMS = 400;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LATENCY = Duration.ofMillis(40);

    private final HttpClient http = HttpClient.newHttpClient();
    private volatile Instant now = START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final ShopifySandbox shop = new ShopifySandbox(Setup.of(
            "shopify-us",
            IntStream.range(0, 2 * ITEMS)
                    .mapToObj(i -> CatalogueItem.of("SKU-" + i, "1.00"))
                    .toList(),
            "USD",
            new Random(7),
            clock));
    private final ShopifyOffers offers = new ShopifyOffers();
    private final RateBudget budget = RateBudget.parse("100/s burst 2000 points");
    private final LocationId hamburg = new LocationId("hamburg");
    private final Channel channel = new Channel(
            new ChannelId("shopify-us"),
            "shopify",
            "USD",
            List.of(hamburg),
            Map.of(hamburg, shop.locationIds().get(0)),
            Map.of());
    private double charged;

    @AfterEach
    void close() {
        shop.close();
    }

    /** As a lease does it. */
    private Answer call(Request request) {
        try {
            Charge charge = budget.await(request, wait -> now = now.plus(wait), clock);
            now = now.plus(LATENCY.dividedBy(2));
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(shop.url().resolve(request.path()))
                            .header("X-Shopify-Access-Token", shop.accessToken())
                            .header("Content-Type", request.contentType())
                            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            now = now.plus(LATENCY.dividedBy(2));
            Answer read = new Answer(answer.statusCode(), "application/json", answer.body());
            budget.settle(charge, read, now);
            charged += charge.points();
            return read;
        } catch (Exception e) {
            throw Failure.unavailable("shopify", request.operation(), "broken", e);
        }
    }

    /** @return those that were throttled */
    private List<Offer> send(List<Offer> open) {
        List<Offer> throttled = new ArrayList<>();
        List<OfferResult> results = new ArrayList<>();
        try {
            results.addAll(offers.send(open, channel, this::call));
        } catch (Failure failure) {
            open.forEach(offer -> results.add(OfferResult.failed(offer.sku(), failure)));
        }
        for (OfferResult result : results) {
            result.failure().ifPresent(failure -> {
                assertThat(failure.kind()).isEqualTo(Failure.Kind.THROTTLED);
                budget.heard(failure, now);
                open.stream().filter(offer -> offer.sku().equals(result.sku())).forEach(throttled::add);
            });
        }
        return throttled;
    }

    private static Offer offer(int item, String price) {
        return new Offer(
                new Sku("SKU-" + 2 * item), 5L + item, null, new Money(new BigDecimal(price), "USD"), price + item);
    }

    @Test
    void a_channel_sends_as_fast_as_its_points_allow_and_is_never_throttled() {
        // when: each item's quantity and price, by 100 a batch
        for (int from = 0; from < ITEMS; from += 100) {
            assertThat(send(IntStream.range(from, from + 100)
                            .mapToObj(i -> offer(i, "9.95"))
                            .toList()))
                    .isEmpty();
        }
        // then
        assertThat(shop.ledger().writes()).hasSize(2 * ITEMS);
        assertThat(shop.ledger().refusals(Reason.THROTTLED)).isZero();
        double seconds = Duration.between(START, now).toMillis() / 1000.0;
        // The last request need not wait for what it costs itself, but for its own way.
        assertThat(seconds).isBetween((charged - 2000) / 100, (charged - 2000) / 100 + 2 * LATENCY.toMillis() / 1000.0);
    }

    @Test
    void one_that_has_fewer_points_than_it_thinks_is_throttled_once_and_waits_for_those_that_are_missing() {
        // given: somebody used them before
        shop.limit(2000, 100);
        shop.use(1960);
        List<Offer> first =
                IntStream.range(0, 10).mapToObj(i -> offer(i, "9.95")).toList();
        // when
        List<Offer> again = send(first);
        // then: 52 to find ten variants, of which 40 and those of the way there
        assertThat(again).hasSize(10);
        Instant until = budget.throttledUntil(now);
        assertThat(Duration.between(now, until)).isEqualTo(Duration.ofMillis(1000 * (52 - 42) / 100));
        // when
        for (int round = 0; round < 20; round++) {
            assertThat(send(first)).isEmpty();
        }
        assertThat(shop.ledger().refusals(Reason.THROTTLED)).isEqualTo(1);
    }
}
