package io.crossdock.spi;

import io.crossdock.canonical.Sku;
import java.util.Optional;

/** What became of one offer. One rejected item neither fails nor hides the others of its batch. */
public record OfferResult(Sku sku, Optional<Failure> failure) {

    public static OfferResult confirmed(Sku sku) {
        return new OfferResult(sku, Optional.empty());
    }

    public static OfferResult failed(Sku sku, Failure failure) {
        return new OfferResult(sku, Optional.of(failure));
    }

    public boolean isConfirmed() {
        return failure.isEmpty();
    }
}
