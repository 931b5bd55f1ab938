package io.crossdock.hub.sync;

import java.time.Instant;

/**
 * What is known of an item's quantity or price on a channel.
 *
 * @param wanted null where the channel is to show nothing in particular
 * @param confirmed null until the channel confirmed one
 * @param confirmedAt null until then
 * @param before what the channel had shown before that; null where unknown
 * @param isUnsure whether what was confirmed need not hold any more, as after a sale on the channel, or is about to be put
 *     right, or the channel works on another; the sync sees to it by itself
 */
public record PartView<T>(T wanted, T confirmed, Instant confirmedAt, T before, boolean isUnsure) {

    static <T> PartView<T> of(Part<T, ?> part) {
        Confirmed<T, ?> confirmed = part.confirmed();
        T wanted = part.wanted() == null ? null : part.wanted().value();
        return confirmed == null
                ? new PartView<>(wanted, null, null, null, part.accepted() != null)
                : new PartView<>(
                        wanted, confirmed.value(), confirmed.confirmedAt(), confirmed.before(), part.isUnsure());
    }
}
