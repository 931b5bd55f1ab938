package io.crossdock.hub.budget;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One limit of an API.
 *
 * @param interval after which one more request may be made
 * @param burst how many may come at once after a rest, 1 or more
 */
public record Rate(Duration interval, long burst) {

    /** What {@link #all} understands, for messages. */
    public static final String ALLOWED = "10/s, 60/m, 100/h, 5000/d, 7000/5m, 10/s burst 40, 10/s and 5000/d";

    private static final Pattern TEXT =
            Pattern.compile("([1-9]\\d{0,6})/([1-9]\\d{0,2})?([smhd])( burst ([1-9]\\d{0,5}))?");
    private static final Duration SECOND = Duration.ofSeconds(1);

    /**
     * @param text {@code 10/s}, {@code 7000/5m}, {@code 10/s burst 40}, or several of them with {@code and} between; without
     *     a burst it is a second's worth
     * @throws IllegalArgumentException saying what is allowed
     */
    public static List<Rate> all(String text) {
        return Stream.of(text.split(" and ", -1)).map(one -> one(one, text)).toList();
    }

    /** Whether {@link #all} understands it. */
    public static boolean isRate(String text) {
        try {
            return !all(text).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Rate one(String one, String text) {
        Matcher matcher = TEXT.matcher(one);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("limit of requests '" + text + "' is none of: " + ALLOWED);
        }
        long units = matcher.group(2) == null ? 1 : Long.parseLong(matcher.group(2));
        Duration unit =
                switch (matcher.group(3)) {
                    case "s" -> SECOND;
                    case "m" -> Duration.ofMinutes(1);
                    case "h" -> Duration.ofHours(1);
                    default -> Duration.ofDays(1);
                };
        Duration interval = unit.multipliedBy(units).dividedBy(Long.parseLong(matcher.group(1)));
        long burst =
                matcher.group(5) == null ? Math.max(1, SECOND.dividedBy(interval)) : Long.parseLong(matcher.group(5));
        return new Rate(interval, burst);
    }

    /** So much less, and none of it at once. */
    Rate share(int percent) {
        return new Rate(interval.multipliedBy(100).dividedBy(percent), 1);
    }
}
