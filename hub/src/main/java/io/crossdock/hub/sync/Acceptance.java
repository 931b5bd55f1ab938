package io.crossdock.hub.sync;

import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Offer;
import io.crossdock.spi.Ticket;
import java.time.Duration;
import java.time.Instant;

/**
 * An offer that the channel accepted and works on.
 *
 * @param ticket what the channel is asked by
 * @param at when it accepted the offer
 * @param until when the offer counts as unanswered if it has no result
 * @param askAfter how long after the acceptance, or after the process learned of it, it is asked first
 * @param isOvertakable whether a newer offer may be sent before this one has its result
 */
record Acceptance(Attempt attempt, String ticket, Instant at, Instant until, Duration askAfter, boolean isOvertakable) {

    static Acceptance of(Attempt attempt, Ticket ticket, Instant at) {
        return new Acceptance(
                attempt, ticket.id(), at, at.plus(ticket.within()), ticket.askAfter(), ticket.isOvertakable());
    }

    /** What the channel is asked. */
    AcceptedOffer question(Instant now) {
        Offer offer = attempt.offer();
        return new AcceptedOffer(
                new Offer(offer.sku(), offer.quantity(), null, offer.price(), offer.idempotencyKey()),
                ticket,
                !until.isAfter(now));
    }

    /** Whether the attempt is the one that was accepted. */
    boolean isOf(Attempt other) {
        return attempt.equals(other);
    }
}
