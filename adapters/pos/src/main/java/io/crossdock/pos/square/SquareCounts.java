package io.crossdock.pos.square;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sets quantities. Square takes all changes of a request or none, so a refused request is cut in halves. */
final class SquareCounts {

    private final SquareClient client;
    private final Channel channel;
    private final InstantSource clock;
    private final Map<Sku, String> variations;
    private final Map<Sku, Failure> failures;

    SquareCounts(
            SquareClient client,
            Channel channel,
            InstantSource clock,
            Map<Sku, String> variations,
            Map<Sku, Failure> failures) {
        this.client = client;
        this.channel = channel;
        this.clock = clock;
        this.variations = variations;
        this.failures = failures;
    }

    void set(List<Offer> offers) {
        if (offers.isEmpty()) {
            return;
        }
        try {
            List<String> codes = count(offers);
            if (!codes.isEmpty()) {
                refused(offers, codes);
            }
        } catch (Failure failure) {
            offers.forEach(offer -> failures.put(offer.sku(), failure));
        }
    }

    private void refused(List<Offer> offers, List<String> codes) {
        if (offers.size() == 1) {
            Sku sku = offers.get(0).sku();
            String what = String.join(", ", codes);
            failures.put(sku, Failure.rejected(channel.system(), "BatchChangeInventory", sku.value(), what));
        } else {
            set(offers.subList(0, offers.size() / 2));
            set(offers.subList(offers.size() / 2, offers.size()));
        }
    }

    private List<String> count(List<Offer> offers) {
        Instant now = clock.instant();
        List<SquareClient.Count> counts =
                offers.stream().map(offer -> count(offer, now)).toList();
        List<String> keys =
                new ArrayList<>(offers.stream().map(Offer::idempotencyKey).toList());
        List<String> codes = client.count(SquareKeys.of(keys), counts);
        if (codes.contains(SquareErrors.KEY_REUSED)) {
            // These offers went out before, at another time: whether they were taken is unknown, and a count of the
            // same quantity does no harm.
            keys.add(now.toString());
            codes = client.count(SquareKeys.of(keys), counts);
        }
        return codes;
    }

    private SquareClient.Count count(Offer offer, Instant now) {
        return new SquareClient.Count(
                variations.get(offer.sku()), "IN_STOCK", location(channel), Long.toString(offer.quantity()), now);
    }

    /** The one of the channel's locations that quantities are set at. */
    static String location(Channel channel) {
        return channel.locations().stream()
                .map(channel.locationIds()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "channel " + channel.id() + ": none of its locations has an id of Square's"));
    }
}
