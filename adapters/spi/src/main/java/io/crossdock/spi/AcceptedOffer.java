package io.crossdock.spi;

/**
 * An offer that a system has accepted and not confirmed yet.
 *
 * @param offer as it was sent, but that {@code shownQuantity} is null
 * @param ticket the {@link Ticket#id}
 * @param isLast whether its time is over, so that it is not asked about again
 */
public record AcceptedOffer(Offer offer, String ticket, boolean isLast) {

    /** The same of another offer. */
    public AcceptedOffer of(Offer other) {
        return new AcceptedOffer(other, ticket, isLast);
    }
}
