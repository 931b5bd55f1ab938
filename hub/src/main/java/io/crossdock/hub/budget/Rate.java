package io.crossdock.hub.budget;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One limit of an API, of requests or of the points that they cost.
 *
 * @param interval after which there is one more
 * @param burst how many there are at once after a rest, 1 or more
 * @param isPoints whether points are counted, of which a request costs several
 */
public record Rate(Duration interval, long burst, boolean isPoints) {

    /** What {@link #all} understands, for messages. */
    public static final String ALLOWED = "10/s, 60/m, 100/h, 5000/d, 7000/5m, 10/s burst 40, 10/s and 5000/d";

    /** The same for a limit of points. */
    public static final String POINTS_ALLOWED = "100/s burst 2000, 60/s burst 4004, 100/s burst 2000 and 500000/d";

    /** What a request that writes costs where points are counted, roughly: ten at Shopify. */
    private static final int USUAL_POINTS = 10;

    private static final String POINTS = " points";
    private static final Pattern TEXT =
            Pattern.compile("([1-9]\\d{0,6})/([1-9]\\d{0,2})?([smhd])( burst ([1-9]\\d{0,5}))?(" + POINTS + ")?");
    private static final Duration SECOND = Duration.ofSeconds(1);

    /**
     * @param text {@code 10/s}, {@code 7000/5m}, {@code 10/s burst 40}, {@code 100/s burst 2000 points}, or several of them
     *     with {@code and} between; without a burst it is a second's worth
     * @throws IllegalArgumentException saying what is allowed
     */
    public static List<Rate> all(String text) {
        return Stream.of(text.split(" and ", -1)).map(one -> one(one, text)).toList();
    }

    /** A limit of requests in the text of one of points. */
    public static String points(String text) {
        return text.replace(" and ", POINTS + " and ") + POINTS;
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
        return new Rate(interval, burst, matcher.group(6) != null);
    }

    /** After which one more request may be made, roughly where points are counted. */
    Duration ofRequest() {
        return isPoints ? interval.multipliedBy(USUAL_POINTS) : interval;
    }

    /** So much less, and none of it at once. */
    Rate share(int percent) {
        return new Rate(interval.multipliedBy(100).dividedBy(percent), 1, isPoints);
    }
}
