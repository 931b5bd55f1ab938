package io.crossdock.hub.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How long stock may be held by an order that nobody tells anything more of.
 *
 * @param alarmAfter then somebody should look
 * @param expireAfter then one that the ERP never booked holds nothing any more; empty for never
 */
public record ReservationTimes(Duration alarmAfter, Optional<Duration> expireAfter) {

    /** An order that the ERP has not booked may still be shipped: only its owner can say that it will not. */
    public static final ReservationTimes DEFAULT = new ReservationTimes(Duration.ofDays(7), Optional.empty());
}
