package io.crossdock.spi.signature;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** How far from now a signed time may be, so that a request that somebody kept cannot be sent again for ever. */
final class Window {

    /** What Standard Webhooks, Stripe and ShipEngine recommend; clocks differ, so it reaches into the future, too. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private Window() {}

    /** Whether this is a time in Unix seconds, within the window. */
    static boolean holdsSeconds(String text, Instant now) {
        return isSeconds(text) && holds(Instant.ofEpochSecond(Long.parseLong(text)), now);
    }

    /** Whether this is a time in Unix seconds or as ISO 8601 writes it, with its offset from UTC, within the window. */
    static boolean holds(String text, Instant now) {
        if (isSeconds(text)) {
            return holdsSeconds(text, now);
        }
        // Only plain signs: what was signed are these bytes.
        if (!text.matches("[0-9T:.Z+-]{10,40}")) {
            return false;
        }
        try {
            return holds(OffsetDateTime.parse(text).toInstant(), now);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isSeconds(String text) {
        return text.matches("[0-9]{1,12}");
    }

    private static boolean holds(Instant signed, Instant now) {
        return Duration.between(signed, now).abs().compareTo(TOLERANCE) <= 0;
    }
}
