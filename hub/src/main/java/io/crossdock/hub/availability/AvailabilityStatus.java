package io.crossdock.hub.availability;

/**
 * How the topology is, for a health check.
 *
 * @param reason in words; null while {@link State#RUNNING}
 */
public record AvailabilityStatus(State state, String reason) {

    /** What a health check tells apart. */
    public enum State {
        /** Takes in and tells. */
        RUNNING,
        /** Starts, or takes over partitions; it passes by itself. */
        REBALANCING,
        /** Stopped, or not started yet. */
        STOPPED,
        /** Failed too often; it needs somebody to look. */
        ERROR
    }
}
