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

    /**
     * Asks what became of offers that the system accepted; only of an API that gives tickets. It changes nothing.
     *
     * @param accepted up to 100, of one ticket or several
     * @return one result for each offer, in any order: {@linkplain OfferResult#accepted accepted} where the system still
     *     works on it, and a failure where it refused it. One that is {@linkplain Failure.Kind#isTransient transient} or
     *     {@code UNAUTHORIZED} tells that nobody could be asked, as does none at all: the offer is asked about again
     * @throws Failure why nobody could be asked
     */
    default List<OfferResult> ask(List<AcceptedOffer> accepted, Channel channel, Api api) {
        throw new IllegalStateException(getClass().getSimpleName() + " gave a ticket, and cannot ask about it");
    }

    /** How many offers the API takes at once. */
    int batch();
}
