package io.crossdock.hub.sync;

import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.policy.HeldBack;
import java.time.Duration;
import java.time.Instant;

/**
 * What a channel should show of an item, and what it confirmed that it shows.
 *
 * @param quantity pieces
 * @param held what is held back of the quantity since the channel is slow
 * @param accepted what the channel works on; null where there is nothing
 * @param quota how often the item was written of how often it may be; null where nothing limits that
 */
public record OfferStanding(
        Sku sku, Side<Long> quantity, Side<Money> price, HeldBack held, Accepted accepted, Quota quota) {

    /**
     * How often the item may be written.
     *
     * @param limit as the channel file says it
     * @param used of those that may be written at once
     * @param until when it is written next; null where that may be at once
     */
    public record Quota(String limit, long used, long atOnce, Instant until) {}

    /**
     * An offer that the channel accepted and has not confirmed.
     *
     * @param ticket what it is asked by
     * @param at when it accepted the offer
     * @param until when the offer is sent again if it has no result
     * @param isOvertakable whether a newer offer of the item may be sent before
     */
    public record Accepted(String ticket, Instant at, Instant until, boolean isOvertakable) {}

    /** How one of the two stands. */
    public enum State {
        /** Nothing is wanted: the item has no availability, or no price on the channel's list. */
        UNWANTED,
        /** The channel confirmed what is wanted. */
        SHOWN,
        /** It is still to be told, or is being told now. */
        WAITING,
        /** The channel accepted it and has not said what became of it. */
        ACCEPTED,
        /** It moves too far from what the channel confirmed, and nobody has let it go. */
        HELD,
        /** It is beyond the limits that the channel file sets, and held whatever anybody says. */
        BEYOND
    }

    /**
     * @param wanted null where nothing is wanted
     * @param version of what is wanted: of the availability, or the sequence of the price
     * @param causedAt when the cause of what is wanted was committed; null where unknown
     * @param shown what the channel last confirmed; null where it never did
     * @param shownVersion its version
     * @param shownCausedAt when its cause was committed; null where unknown
     * @param shownAt when the channel confirmed it
     */
    public record Side<T>(
            T wanted,
            String version,
            Instant causedAt,
            T shown,
            String shownVersion,
            Instant shownCausedAt,
            Instant shownAt,
            State state) {

        /** From the cause's commit to the channel's answer; null where one of them is unknown. */
        public Duration lag() {
            return shownAt == null || shownCausedAt == null ? null : Duration.between(shownCausedAt, shownAt);
        }
    }

    /** Of an item of which the channel was never told and should not be. */
    public static OfferStanding unknown(Sku sku) {
        return new OfferStanding(
                sku,
                new Side<>(null, null, null, null, null, null, null, State.UNWANTED),
                new Side<>(null, null, null, null, null, null, null, State.UNWANTED),
                HeldBack.NONE,
                null,
                null);
    }
}
