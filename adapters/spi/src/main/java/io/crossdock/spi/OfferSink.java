package io.crossdock.spi;

import java.util.List;

/**
 * Puts offers on a channel. Implementations have a public constructor without parameters, are shared by threads and
 * hold no state that they could not lose.
 */
public interface OfferSink {

    /**
     * @param offers at most {@link #batch()}, each SKU once
     * @return one result for each offer, in any order
     * @throws Failure what befell the whole batch; then no item of it counts as taken
     */
    List<OfferResult> send(List<Offer> offers, Channel channel, Api api);

    /** How many offers the API takes at once. */
    int batch();
}
