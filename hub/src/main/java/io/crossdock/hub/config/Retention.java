package io.crossdock.hub.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long Kafka keeps what may hold a buyer's data.
 *
 * @param journal inbound records, as they came
 * @param deadLetters records that could not be handled
 * @param events canonical events in topics that are not compacted
 */
public record Retention(Duration journal, Duration deadLetters, Duration events) {

    public static final Retention DEFAULT = new Retention(Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(30));

    static final String ALLOWED = "1h to 3650d, such as 36h or 7d";

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})([hd])");
    private static final Duration LONGEST = Duration.ofDays(3650);

    /** What was written, such as {@code 7d}; empty where it is no such duration or out of bounds. */
    static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(form.group(1));
        Duration duration = form.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
        return Optional.of(duration).filter(given -> given.compareTo(LONGEST) <= 0);
    }
}
