package io.crossdock.hub.sync;

import io.crossdock.hub.policy.HeldBack;
import java.time.Instant;

/**
 * A value that a channel confirmed, as its receipt says.
 *
 * @param before what the channel had shown before; null where unknown
 * @param doubtedAt when the channel was found to show something else; null while nobody doubts it
 * @param held what was held back of it since the channel was slow
 * @param acceptedAt when the channel had accepted it; null where its first answer was the confirmation
 */
record Confirmed<T, V extends Comparable<V>>(
        T value,
        V version,
        Instant committedAt,
        Instant confirmedAt,
        T before,
        Instant doubtedAt,
        HeldBack held,
        Instant acceptedAt) {

    /** One of which nothing was held back, and that was confirmed at once. */
    Confirmed(T value, V version, Instant committedAt, Instant confirmedAt, T before, Instant doubtedAt) {
        this(value, version, committedAt, confirmedAt, before, doubtedAt, HeldBack.NONE, null);
    }

    /** One that nobody doubts, of a channel whose earlier value nobody knows. */
    Confirmed(T value, V version, Instant committedAt, Instant confirmedAt) {
        this(value, version, committedAt, confirmedAt, null, null);
    }

    /**
     * The receipt of a value that was sent while this was confirmed. One that only put the same right tells of no commit:
     * the earlier one is not how late the channel answered now.
     *
     * @param acceptedAt null where the channel did not accept it first
     */
    Confirmed<T, V> then(Wanted<T, V> sent, Instant at, Instant acceptedAt) {
        boolean isSame = sent.value().equals(value);
        T earlier = isSame ? before : value;
        // Also where the clock was set back: a receipt that is not later than the one before would not count.
        Instant later = at.isAfter(confirmedAt) ? at : confirmedAt.plusMillis(1);
        return new Confirmed<>(
                sent.value(), sent.version(), sent.committedAt(), later, earlier, null, sent.held(), acceptedAt);
    }

    /** The same, of which it is known since then that the channel shows something else. */
    Confirmed<T, V> doubted(Instant at) {
        return new Confirmed<>(value, version, committedAt, confirmedAt, before, at, held, acceptedAt);
    }

    /** Whether this is the other, of which it became known that it does not hold. */
    boolean isDoubtOf(Confirmed<T, V> other) {
        return doubtedAt != null && other != null && confirmedAt.equals(other.confirmedAt) && value.equals(other.value);
    }

    /** Whether this tells later news than the other: by version, then by when the channel answered. */
    boolean supersedes(Confirmed<T, V> other) {
        if (other == null) {
            return true;
        }
        int order = version.compareTo(other.version);
        return order > 0 || (order == 0 && confirmedAt.isAfter(other.confirmedAt));
    }
}
