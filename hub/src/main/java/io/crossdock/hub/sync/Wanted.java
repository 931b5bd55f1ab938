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
 */
record Wanted<T, V extends Comparable<V>>(T value, V version, Instant committedAt, String traceparent, HeldBack held) {

    /** One of which a slow channel holds nothing back. */
    Wanted(T value, V version, Instant committedAt, String traceparent) {
        this(value, version, committedAt, traceparent, HeldBack.NONE);
    }

    /** The same need by a later wish: its lag still counts from the change that brought the value. */
    Wanted<T, V> at(Wanted<T, V> later) {
        return new Wanted<>(value, later.version, committedAt, traceparent, later.held);
    }

    /** The same, told as of another commit. */
    Wanted<T, V> committed(Instant at) {
        return new Wanted<>(value, version, at, traceparent, held);
    }

    /** The same, of which so much is held back. */
    Wanted<T, V> with(HeldBack other) {
        return new Wanted<>(value, version, committedAt, traceparent, other);
    }

    /** What another value makes of the same cause. */
    <U> Wanted<U, V> as(U other) {
        return new Wanted<>(other, version, committedAt, traceparent, held);
    }
}
