package io.crossdock.hub.sync;

import java.time.Instant;

/**
 * When a change was committed at its source, and whose doing it was.
 *
 * @param at never null
 */
record Commit(Instant at, LagCause cause) {

    /** The one that came first; null where both are unknown. */
    static Commit earliest(Commit one, Commit other) {
        return one == null || (other != null && other.at.isBefore(one.at)) ? other : one;
    }
}
