package io.crossdock.pos.square;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.OfferSink;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts quantities on Square as physical counts, at the first of the channel's locations that has an id there, and
 * prices on the variations.
 *
 * <p>Where the shop counts its own stock (the property {@code counts: master}) no quantity is written: it would come back
 * as a level of the shop's, less what other channels have reserved, and be reduced again. Nor is a variation looked for
 * then, without which a quantity would be refused.
 *
 * <p>A count needs the time it was taken at, and an offer does not say: it is the time of the request. Quantities go
 * before prices, since a wrong one oversells.
 */
public final class SquareOffers implements OfferSink {

    private final InstantSource clock;
    private final SquareVariations variations = new SquareVariations();

    public SquareOffers() {
        this(InstantSource.system());
    }

    /** @param clock tells when a count was taken */
    public SquareOffers(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public int batch() {
        return 100;
    }

    @Override
    public List<OfferResult> send(List<Offer> offers, Channel channel, Api api) {
        SquareClient client = new SquareClient(channel, api);
        Map<Sku, Failure> failures = new HashMap<>();
        boolean countsAreOurs = SquareFetch.countsAreOurs(channel);
        List<Offer> written = offers.stream()
                .filter(offer -> countsAreOurs || offer.price() != null)
                .toList();
        Map<Sku, String> listed =
                variations.find(written.stream().map(Offer::sku).toList(), channel, client, failures);
        SquareCounts counts = new SquareCounts(client, channel, clock, listed, failures);
        counts.set(remaining(written, failures).stream()
                .filter(offer -> offer.quantity() != null && countsAreOurs)
                .toList());
        SquarePrices prices = new SquarePrices(client, channel, listed, failures);
        prices.set(remaining(written, failures).stream()
                .filter(offer -> offer.price() != null)
                .toList());
        return offers.stream()
                .map(offer -> result(offer.sku(), failures.get(offer.sku()), channel))
                .toList();
    }

    private static List<Offer> remaining(List<Offer> offers, Map<Sku, Failure> failures) {
        return offers.stream()
                .filter(offer -> !failures.containsKey(offer.sku()))
                .toList();
    }

    private OfferResult result(Sku sku, Failure failure, Channel channel) {
        if (failure == null) {
            return OfferResult.confirmed(sku);
        }
        if (failure.kind() == Failure.Kind.REJECTED) {
            variations.forget(sku, channel);
        }
        return OfferResult.failed(sku, failure);
    }
}
