package io.crossdock.hub.explain;

import io.crossdock.canonical.ChangeCause;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.availability.LedgerView.Counted;
import io.crossdock.hub.availability.LedgerView.Kit;
import io.crossdock.hub.availability.LedgerView.Taken;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * All that leads to what channels show of one item.
 *
 * @param title null where its master data has none or is unknown, as with the category
 * @param stock null for an item that nobody has counted
 * @param prices null for an item that has none
 * @param channels as they were asked for
 */
public record Explanation(
        Sku sku, String title, String category, Stock stock, Prices prices, List<ChannelExplanation> channels) {

    /**
     * What its price lists say.
     *
     * @param source who told them, all of them at once
     * @param saidAt when the source committed it
     * @param arrivedAt when the hub had it
     * @param validUntil when one of them ends or another begins; null where no date is known
     * @param lists that the channels go by which were asked for, in every currency
     */
    public record Prices(
            String source,
            String sequence,
            Instant saidAt,
            Instant arrivedAt,
            Instant validUntil,
            List<ListPrice> lists) {}

    /**
     * What there is.
     *
     * @param version of the availability that channels were told
     * @param causedAt when its cause was committed; null where unknown
     * @param cause whose doing it was; null where unknown
     * @param taken what documents take until the ERP's levels exclude it
     * @param expected what is to arrive, which is no part of what is on hand; nothing of a kit
     * @param unplaced what is promised from one of several locations
     * @param discontinued not sold any more
     * @param kit what it is made of; null for an item that is no kit
     */
    public record Stock(
            long version,
            Instant causedAt,
            ChangeCause cause,
            List<Place> locations,
            List<Taken> taken,
            List<Expected> expected,
            List<FloatingReservation> unplaced,
            boolean discontinued,
            Kit kit) {}

    /**
     * Pieces that are to arrive.
     *
     * @param expectedBy when at the latest; null where nobody knows
     * @param state {@code coming}, {@code overdue} or {@code undated}; only what is coming may be sold before it is there
     * @param toldBy the source, and behind a blank its document where it named one
     * @param reference what people know them by; null where there is none
     * @param sequence of the event that told it
     * @param saidAt when its source said it; null where unknown, as with when the hub had it
     */
    public record Expected(
            LocationId location,
            BigDecimal quantity,
            Instant expectedBy,
            String state,
            String toldBy,
            String reference,
            String sequence,
            Instant saidAt,
            Instant arrivedAt) {}

    /**
     * One location.
     *
     * @param level where it is counted from; null where no level has arrived, and for kits
     * @param moved what moves add that no level includes
     * @param onHand the sum
     * @param reserved promised from here
     */
    public record Place(LocationId location, Counted level, BigDecimal moved, BigDecimal onHand, BigDecimal reserved) {}

    /**
     * One channel.
     *
     * @param listing its own key of the item; null where it has none, or does not list the item
     * @param locations whose stock the channel sells
     */
    public record ChannelExplanation(
            ChannelId channel, Sku listing, List<LocationId> locations, Side quantity, Side price) {}

    /**
     * Quantity or price.
     *
     * @param from what it begins with, such as {@code available at hamburg, lyon}
     * @param begin its number; null where there is none
     * @param currency of all numbers; null for pieces
     * @param wanted what the channel should show; null for nothing
     * @param version of what is wanted: of the availability, or the sequence of the price
     * @param causedAt when the cause of what is wanted was committed; null where unknown
     * @param shown what the channel last confirmed; null where it never did
     * @param lagMillis from the cause's commit to the channel's answer, of what is shown; null where unknown
     * @param state {@code shown}, {@code waiting}, {@code paused}, {@code observed}, {@code braked}, {@code held}, {@code refused}, {@code
     *     unlisted} or {@code unwanted}
     * @param why the same in words
     */
    public record Side(
            String from,
            BigDecimal begin,
            String currency,
            List<Step> steps,
            BigDecimal wanted,
            String version,
            Instant causedAt,
            BigDecimal shown,
            String shownVersion,
            Instant shownAt,
            Long lagMillis,
            String state,
            String why) {

        /** The same, of which it is known better how it stands. */
        Side because(String otherState, String reason) {
            return new Side(
                    from,
                    begin,
                    currency,
                    steps,
                    wanted,
                    version,
                    causedAt,
                    shown,
                    shownVersion,
                    shownAt,
                    lagMillis,
                    otherState,
                    reason);
        }
    }

    /**
     * A step of the channel's policy.
     *
     * @param setting what the channel file says; null for what always holds
     * @param at file and line; null where no file says it
     */
    public record Step(String rule, String setting, String at, BigDecimal before, BigDecimal after) {}
}
