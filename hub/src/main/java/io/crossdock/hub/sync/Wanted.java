package io.crossdock.hub.sync;

import java.time.Instant;

/**
 * A value that a channel should show, and where it comes from.
 *
 * @param version orders the values of one item
 * @param committedAt when its cause was committed at the source; null where unknown
 * @param traceparent of its cause; null where there is none
 */
record Wanted<T, V extends Comparable<V>>(T value, V version, Instant committedAt, String traceparent) {

    /** The same need as of a later version: its lag still counts from the change that brought the value. */
    Wanted<T, V> at(V later) {
        return new Wanted<>(value, later, committedAt, traceparent);
    }

    /** What another value makes of the same cause. */
    <U> Wanted<U, V> as(U other) {
        return new Wanted<>(other, version, committedAt, traceparent);
    }
}
