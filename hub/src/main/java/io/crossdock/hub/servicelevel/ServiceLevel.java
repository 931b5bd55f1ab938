package io.crossdock.hub.servicelevel;

import java.time.Duration;
import java.util.Optional;

/**
 * How late a channel may hear of changes.
 *
 * @param p99 within which 99 of 100 changes should be on the channel, above zero; empty where nothing is said of that
 * @param window over how long that is counted; above zero
 */
public record ServiceLevel(Optional<Duration> p99, Duration window) {

    /** The window where none is told. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    /** Of a channel whose lag is only measured. */
    public static final ServiceLevel NONE = new ServiceLevel(Optional.empty(), WINDOW);

    public ServiceLevel {
        if (isNone(window) || p99.filter(ServiceLevel::isNone).isPresent()) {
            throw new IllegalArgumentException("p99 and window must be above zero");
        }
    }

    private static boolean isNone(Duration duration) {
        return duration.isZero() || duration.isNegative();
    }
}
