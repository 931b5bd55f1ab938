package io.crossdock.hub.sync;

import java.time.Instant;

/** A value that a channel confirmed, as its receipt says. */
record Confirmed<T, V extends Comparable<V>>(T value, V version, Instant committedAt, Instant confirmedAt) {

    /** Whether this tells later news than the other: by version, then by when the channel answered. */
    boolean supersedes(Confirmed<T, V> other) {
        if (other == null) {
            return true;
        }
        int order = version.compareTo(other.version);
        return order > 0 || (order == 0 && confirmedAt.isAfter(other.confirmedAt));
    }
}
