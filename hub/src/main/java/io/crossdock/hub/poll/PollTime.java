package io.crossdock.hub.poll;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.camel.util.TimeUtils;

/** How a system writes a moment. */
enum PollTime {
    /** ISO 8601 with an offset; without one it is taken for UTC. */
    ISO("iso") {
        @Override
        Instant read(String text) {
            // Some write a blank for the T, and of a stranger's text ingest leaves an underscore of a blank.
            String whole = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2})[ _]", "$1T");
            return whole.matches(".*T.*([zZ]|[+-]\\d{2}:?\\d{2})$")
                    ? OffsetDateTime.parse(whole.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2"))
                            .toInstant()
                    : LocalDateTime.parse(whole, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                            .toInstant(ZoneOffset.UTC);
        }

        @Override
        String write(Instant time) {
            // Rounded down, since asking for a little more does no harm.
            return time.truncatedTo(ChronoUnit.SECONDS).toString();
        }
    },
    EPOCH_SECONDS("epoch-seconds") {
        @Override
        Instant read(String text) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }

        @Override
        String write(Instant time) {
            return Long.toString(time.getEpochSecond());
        }
    },
    EPOCH_MILLIS("epoch-millis") {
        @Override
        Instant read(String text) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }

        @Override
        String write(Instant time) {
            return Long.toString(time.toEpochMilli());
        }
    };

    /** Years 1970 to 9999: what is beyond is no moment that a system means. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final String word;

    PollTime(String word) {
        this.word = word;
    }

    abstract Instant read(String text);

    abstract String write(Instant time);

    static PollTime named(String word) {
        for (PollTime each : values()) {
            if (each.word.equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("unknown time format '" + word + "'");
    }

    /** Empty where the text is no such moment. */
    Optional<Instant> parsed(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(text)).filter(time -> !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A span such as {@code 30s}, {@code 5m}, {@code 1d}; empty where the text is none. */
    static Optional<Duration> span(String text) {
        return text != null && text.matches("\\d{1,6}(ms|s|m|h|d)")
                ? Optional.of(Duration.ofMillis(TimeUtils.toMilliSeconds(text)))
                : Optional.empty();
    }
}
