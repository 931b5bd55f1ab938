package io.crossdock.erp.capture;

import java.time.Instant;

/**
 * How a capture fares.
 *
 * @param reason why it is down; empty otherwise
 */
public record CaptureState(Phase phase, String reason, Instant since) {

    /** From the first connection to the end. */
    public enum Phase {
        STOPPED,
        STARTING,
        /** Reads the tables as they are, before it follows the log. */
        SNAPSHOT,
        UP,
        /** Tries again with growing pauses. */
        DOWN
    }

    public boolean isDown() {
        return phase == Phase.DOWN;
    }
}
