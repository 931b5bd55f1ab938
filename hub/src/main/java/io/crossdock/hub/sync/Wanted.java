package io.crossdock.hub.sync;

import io.crossdock.hub.policy.HeldBack;
import java.time.Instant;

/**
 * A value that a channel should show, and where it comes from.
 *
 * @param version orders the values of one item
 * @param committedAt when its cause was committed at the source; null where unknown
 * @param traceparent of its cause; null where there is none
 * @param held what is held back of it since the channel is slow
 * @param cause whose doing it was
 */
record Wanted<T, V extends Comparable<V>>(
        T value, V version, Instant committedAt, String traceparent, HeldBack held, LagCause cause) {

    /** One of which nobody knows whose doing it was. */
    Wanted(T value, V version, Instant committedAt, String traceparent, HeldBack held) {
        this(value, version, committedAt, traceparent, held, LagCause.OTHER);
    }

    /** One of which a slow channel holds nothing back. */
    Wanted(T value, V version, Instant committedAt, String traceparent) {
        this(value, version, committedAt, traceparent, HeldBack.NONE);
    }

    /** When its cause was committed; null where unknown. */
    Commit commit() {
        return committedAt == null ? null : new Commit(committedAt, cause);
    }

    /** The same need by a later wish: its lag still counts from the change that brought the value. */
    Wanted<T, V> at(Wanted<T, V> later) {
        return new Wanted<>(value, later.version, committedAt, traceparent, later.held, cause);
    }

    /** The same, told as of another commit; null for none. */
    Wanted<T, V> committed(Commit other) {
        return other == null
                ? new Wanted<>(value, version, null, traceparent, held, cause)
                : new Wanted<>(value, version, other.at(), traceparent, held, other.cause());
    }

    /** The same, of which so much is held back. */
    Wanted<T, V> with(HeldBack other) {
        return new Wanted<>(value, version, committedAt, traceparent, other, cause);
    }

    /** The same, that was somebody's doing. */
    Wanted<T, V> by(LagCause other) {
        return new Wanted<>(value, version, committedAt, traceparent, held, other);
    }

    /** What another value makes of the same cause. */
    <U> Wanted<U, V> as(U other) {
        return new Wanted<>(other, version, committedAt, traceparent, held, cause);
    }
}
