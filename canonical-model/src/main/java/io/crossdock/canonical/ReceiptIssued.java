package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A channel confirmed that it took an offer, or accepted one that it works on: what it shows for the item now, as far as
 * we know.
 *
 * @param quantity null until a quantity was confirmed
 * @param price null until a price was confirmed
 * @param accepted what it has accepted since and not confirmed yet; null where there is nothing
 * @param writes what is used of the quota of the item's writes; null where nothing limits them
 */
public record ReceiptIssued(
        @NotNull @Valid ChannelId channel,
        @NotNull @Valid Sku sku,
        @Valid ConfirmedQuantity quantity,
        @Valid ConfirmedPrice price,
        @Valid AcceptedOffer accepted,
        @Valid UsedWrites writes)
        implements CanonicalData {

    /**
     * The last quantity that the channel took.
     *
     * @param version the availability's version that it came from
     * @param committedAt when the oldest change that it told the channel of was committed at its source
     * @param confirmedAt when the channel's answer arrived
     * @param before what the channel had shown before, as far as we knew; null where nobody knew
     * @param doubtedAt when the channel was found to show something else; null while nobody doubts it
     * @param heldBack what was held back since the channel was slow; null where nothing was
     * @param acceptedAt when the channel had accepted it; null where its first answer was the confirmation
     */
    public record ConfirmedQuantity(
            @NotNull @Digits(integer = 12, fraction = 6) BigDecimal value,
            @PositiveOrZero long version,
            Instant committedAt,
            @NotNull Instant confirmedAt,
            @Digits(integer = 12, fraction = 6) BigDecimal before,
            Instant doubtedAt,
            @Valid HeldBackPieces heldBack,
            Instant acceptedAt) {}

    /**
     * Pieces that were not shown, as they were likely to be sold elsewhere before the channel heard of it.
     *
     * @param perSecond pieces that all channels together sold in a second
     * @param lagMillis how late the channel heard
     */
    public record HeldBackPieces(
            @Positive long pieces,

            @NotNull @PositiveOrZero @Digits(integer = 12, fraction = 6) BigDecimal perSecond,

            @PositiveOrZero long lagMillis) {}

    /**
     * The last price that the channel took.
     *
     * @param version the sequence of the price that it came from
     * @param committedAt when the oldest change that it told the channel of was committed at its source
     * @param confirmedAt when the channel's answer arrived
     * @param before what the channel had shown before, as far as we knew; null where nobody knew
     * @param doubtedAt when the channel was found to show something else; null while nobody doubts it
     * @param acceptedAt when the channel had accepted it; null where its first answer was the confirmation
     */
    public record ConfirmedPrice(
            @NotNull @Valid Money value,
            @NotBlank @Size(max = 64) String version,
            Instant committedAt,
            @NotNull Instant confirmedAt,
            @Valid Money before,
            Instant doubtedAt,
            Instant acceptedAt) {}

    /**
     * An offer that the channel accepted and works on.
     *
     * @param ticket what it is asked by, the channel's own
     * @param acceptedAt when it accepted the offer
     * @param until when the offer counts as unanswered if it has no result
     * @param overtakable whether a newer offer may be sent before this one has its result
     * @param quantity null where the offer has none
     * @param price null where the offer has none
     */
    public record AcceptedOffer(
            @NotBlank @Size(max = 200) String ticket,
            @NotNull Instant acceptedAt,
            @NotNull Instant until,
            boolean overtakable,
            @Valid AcceptedQuantity quantity,
            @Valid AcceptedPrice price) {}

    /**
     * A quantity that the channel accepted.
     *
     * @param version the availability's version that it came from
     * @param committedAt when the oldest change that it tells the channel of was committed at its source
     * @param heldBack what is held back since the channel is slow; null where nothing is
     */
    public record AcceptedQuantity(
            @NotNull @Digits(integer = 12, fraction = 6) BigDecimal value,
            @PositiveOrZero long version,
            Instant committedAt,
            @Valid HeldBackPieces heldBack) {}

    /**
     * A price that the channel accepted.
     *
     * @param version the sequence of the price that it came from
     * @param committedAt when the oldest change that it tells the channel of was committed at its source
     */
    public record AcceptedPrice(
            @NotNull @Valid Money value,
            @NotBlank @Size(max = 64) String version,
            Instant committedAt) {}

    /**
     * How much is used of how often the channel lets the item be written.
     *
     * @param used writes, less those that have come back by then
     */
    public record UsedWrites(
            @NotNull @PositiveOrZero @Digits(integer = 12, fraction = 6) BigDecimal used,

            @NotNull Instant asOf) {}

    @Override
    public String subject() {
        return sku.value();
    }
}
