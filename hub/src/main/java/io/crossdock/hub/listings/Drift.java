package io.crossdock.hub.listings;

import io.crossdock.hub.sync.PartView;
import io.crossdock.spi.Listing;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One thing that a channel shows otherwise than wanted: what the ERP, the hub and the channel say of it.
 *
 * @param sku as the channel carries it
 * @param part {@code quantity} or {@code price}; {@code listing} where it is about the listing as such
 * @param onHand pieces in the ERP at the channel's locations; null where it says nothing
 * @param wanted what the channel should show; null where nothing is wanted
 * @param confirmed what it confirmed; null where it confirmed nothing
 * @param confirmedAt null where it confirmed nothing
 * @param shown what it shows; null where it shows nothing
 * @param key the channel's own key of the listing; null where there is none
 */
public record Drift(
        String sku,
        String part,
        DriftCause cause,
        BigDecimal onHand,
        Object wanted,
        Object confirmed,
        Instant confirmedAt,
        Object shown,
        String key) {

    static final String QUANTITY = "quantity";
    static final String PRICE = "price";
    static final String LISTING = "listing";

    static Drift of(
            String sku,
            String part,
            DriftCause cause,
            BigDecimal onHand,
            PartView<?> known,
            Object shown,
            Listing listing) {
        return new Drift(
                sku,
                part,
                cause,
                onHand,
                known.wanted(),
                known.confirmed(),
                known.confirmedAt(),
                shown,
                listing == null ? null : listing.key());
    }
}
