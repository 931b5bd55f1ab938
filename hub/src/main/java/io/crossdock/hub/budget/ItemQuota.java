package io.crossdock.hub.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a system lets one item be changed, such as eBay's 250 revisions of a listing a day. Half of it may be used at
 * once, and the other half comes back evenly over the span, so that however the system counts its days none sees more. The
 * last tenth is for decreases: what oversells must not wait for what does not.
 *
 * @param writes 2 or more
 */
public record ItemQuota(int writes, Duration span) {

    /** What a quota looks like, for messages. */
    public static final String ALLOWED = "such as 250/d, 100/12h";

    /** Milliseconds that may come from computing with fractions. */
    private static final double ROUNDING = 0.001;

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{0,4})([smhd])");

    /**
     * What is used of an item's quota.
     *
     * @param writes as of then; less later
     */
    public record Spent(double writes, Instant asOf) {}

    public ItemQuota {
        if (writes < 2 || span.isZero() || span.isNegative()) {
            throw new IllegalArgumentException("a quota is 2 writes or more in some time");
        }
    }

    /** Empty where the text is no quota. */
    public static Optional<ItemQuota> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int writes = Integer.parseInt(form.group(1));
        long units = form.group(2).isEmpty() ? 1 : Long.parseLong(form.group(2));
        Duration unit =
                switch (form.group(3)) {
                    case "s" -> Duration.ofSeconds(1);
                    case "m" -> Duration.ofMinutes(1);
                    case "h" -> Duration.ofHours(1);
                    default -> Duration.ofDays(1);
                };
        return writes < 2 || units == 0
                ? Optional.empty()
                : Optional.of(new ItemQuota(writes, unit.multipliedBy(units)));
    }

    /** How many may be used at once. */
    public double atOnce() {
        return writes / 2.0;
    }

    /** What is used after one more write. @param before null where nothing was */
    public Spent after(Spent before, Instant now) {
        return new Spent(used(before, now) + 1, now);
    }

    /** What is still used of it at that time. */
    public double used(Spent spent, Instant now) {
        if (spent == null) {
            return 0;
        }
        double regained = Math.max(0, seconds(Duration.between(spent.asOf(), now))) * perSecond();
        return Math.max(0, spent.writes() - regained);
    }

    /**
     * When the item may be written next.
     *
     * @param spent null where nothing is
     * @return null where at once
     */
    public Instant notBefore(Spent spent, boolean isDecrease, Instant now) {
        double kept = isDecrease ? 0 : Math.min(writes / 10.0, atOnce() - 1);
        double tooMany = used(spent, now) + 1 - (atOnce() - kept);
        long waitsMillis = (long) Math.ceil(tooMany / perSecond() * 1000 - ROUNDING);
        return waitsMillis <= 0 ? null : now.plusMillis(waitsMillis);
    }

    private double perSecond() {
        return atOnce() / seconds(span);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** As a channel file says it. */
    @Override
    public String toString() {
        long seconds = span.toSeconds();
        long unit = seconds % 86_400 == 0 ? 86_400 : seconds % 3600 == 0 ? 3600 : seconds % 60 == 0 ? 60 : 1;
        String name = unit == 86_400 ? "d" : unit == 3600 ? "h" : unit == 60 ? "m" : "s";
        return writes + "/" + (seconds == unit ? "" : seconds / unit) + name;
    }
}
