package io.crossdock.hub.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** The {@code Retry-After} header: seconds or a date (RFC 9110, section 10.2.3). */
final class RetryAfter {

    /** Longer than any quota's window; a system that asks for more is asked again after this. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /** @return from zero to 24 hours; null where the header is missing or says nothing that can be read */
    static Duration parse(String header, Instant now) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            // Some systems send fractions, such as Shopify's "2.0"; rounded up.
            return within(Duration.ofSeconds((long) Math.ceil(Double.parseDouble(text))));
        }
        try {
            return within(Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Duration within(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
