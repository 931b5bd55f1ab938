package io.crossdock.hub.config;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long Kafka keeps what may hold a buyer's data.
 *
 * @param journal inbound records, as they came
 * @param deadLetters records that could not be handled
 * @param events canonical events in topics that are not compacted
 */
public record Retention(Time journal, Time deadLetters, Time events) {

    public static final Retention DEFAULT = new Retention(
            Time.usual(Duration.ofDays(7)), Time.usual(Duration.ofDays(30)), Time.usual(Duration.ofDays(30)));

    /**
     * What became of orders that an ERP is to have: a month longer than anything can be kept by which an order comes again,
     * that is an event, an inbound record that is replayed, or a dead letter.
     */
    public Time erpOrders() {
        Duration longest = Stream.of(journal, deadLetters, events)
                .map(Time::length)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        boolean isAsked = Stream.of(journal, deadLetters, events).anyMatch(Time::isAsked);
        return new Time(longest, isAsked).plusDays(30);
    }

    /**
     * How long one kind of topic keeps its records.
     *
     * @param isAsked whether the operator told this very process; what it takes for granted is for new topics only, as
     *     another process may know better
     */
    public record Time(Duration length, boolean isAsked) {

        public static Time asked(Duration length) {
            return new Time(length, true);
        }

        static Time usual(Duration length) {
            return new Time(length, false);
        }

        public Time plusDays(int days) {
            return new Time(length.plusDays(days), isAsked);
        }
    }

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
