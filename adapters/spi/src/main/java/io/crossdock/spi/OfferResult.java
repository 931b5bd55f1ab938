package io.crossdock.spi;

import io.crossdock.canonical.Sku;
import java.util.Optional;

/**
 * What became of one offer: confirmed, failed, or accepted and to be asked about later. One rejected item neither fails
 * nor hides the others of its batch.
 *
 * @param failure empty unless it failed
 * @param ticket empty unless it was accepted only
 */
public record OfferResult(Sku sku, Optional<Failure> failure, Optional<Ticket> ticket) {

    public static OfferResult confirmed(Sku sku) {
        return new OfferResult(sku, Optional.empty(), Optional.empty());
    }

    public static OfferResult failed(Sku sku, Failure failure) {
        return new OfferResult(sku, Optional.of(failure), Optional.empty());
    }

    /** The system works on it. */
    public static OfferResult accepted(Sku sku, Ticket ticket) {
        return new OfferResult(sku, Optional.empty(), Optional.of(ticket));
    }

    public boolean isConfirmed() {
        return failure.isEmpty() && ticket.isEmpty();
    }

    /** The same under another key. */
    public OfferResult of(Sku other) {
        return new OfferResult(other, failure, ticket);
    }
}
