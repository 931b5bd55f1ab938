package io.crossdock.hub.sync;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.LocationId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * How much of an item's stock a channel shows: the share of what its pool has available, less the safety stock, at most
 * the cap, whole pieces, and nothing at all below the minimum.
 *
 * @param safety pieces held back
 * @param safetyPercent per cent of the channel's share held back, on top of {@code safety}
 * @param cap pieces shown at most; null for no limit
 * @param sharePercent per cent of the available that is this channel's
 * @param minimum fewer pieces than this are shown as 0
 */
public record StockPolicy(
        BigDecimal safety, BigDecimal safetyPercent, Long cap, BigDecimal sharePercent, long minimum) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Shows all that is available. */
    public static final StockPolicy ALL = new StockPolicy(BigDecimal.ZERO, BigDecimal.ZERO, null, HUNDRED, 0);

    public StockPolicy {
        within("safety", safety, null);
        within("safety", safetyPercent, HUNDRED);
        within("share", sharePercent, HUNDRED);
        within("cap", cap == null ? BigDecimal.ZERO : BigDecimal.valueOf(cap), null);
        within("minimum", BigDecimal.valueOf(minimum), null);
    }

    /**
     * A policy as a channel file writes it; null or blank is "no such rule".
     *
     * @param safety {@code 2} pieces or {@code 10%}
     * @param cap pieces, such as {@code 500}
     * @param share such as {@code 80%}
     * @param minimum pieces, such as {@code 3}
     * @throws IllegalArgumentException naming the setting that cannot be read
     */
    public static StockPolicy parse(String safety, String cap, String share, String minimum) {
        boolean percent = isGiven(safety) && safety.strip().endsWith("%");
        if (isGiven(share) && !share.strip().endsWith("%")) {
            throw new IllegalArgumentException("stock share must be a percentage such as 80%, not '" + share + "'");
        }
        return new StockPolicy(
                percent ? BigDecimal.ZERO : number("safety", safety, BigDecimal.ZERO),
                percent ? number("safety", safety, BigDecimal.ZERO) : BigDecimal.ZERO,
                isGiven(cap) ? pieces("cap", cap) : null,
                number("share", share, HUNDRED),
                isGiven(minimum) ? pieces("minimum", minimum) : 0);
    }

    /** The pieces that a channel with this pool of locations shows; never negative, 0 when the item is discontinued. */
    public long quantity(AvailabilityChanged availability, Collection<LocationId> pool) {
        if (availability.discontinued()) {
            return 0;
        }
        BigDecimal ours = percent(availability.available(pool), sharePercent);
        BigDecimal kept = ours.signum() > 0 ? percent(ours, safetyPercent).add(safety) : safety;
        BigDecimal shown = ours.subtract(kept).setScale(0, RoundingMode.FLOOR);
        if (cap != null) {
            shown = shown.min(BigDecimal.valueOf(cap));
        }
        boolean worthShowing = shown.signum() > 0 && shown.compareTo(BigDecimal.valueOf(minimum)) >= 0;
        return worthShowing ? shown.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact() : 0;
    }

    private static BigDecimal percent(BigDecimal of, BigDecimal percent) {
        return of.multiply(percent).divide(HUNDRED);
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isBlank();
    }

    private static BigDecimal number(String name, String text, BigDecimal otherwise) {
        if (!isGiven(text)) {
            return otherwise;
        }
        String digits = text.strip().replaceFirst("\\s*%$", "");
        if (!digits.matches("\\d{1,12}(\\.\\d{1,6})?")) {
            throw new IllegalArgumentException("stock " + name + " is not a number: '" + text + "'");
        }
        return new BigDecimal(digits);
    }

    private static long pieces(String name, String text) {
        if (!text.strip().matches("\\d{1,12}")) {
            throw new IllegalArgumentException("stock " + name + " is not a number of pieces: '" + text + "'");
        }
        return Long.parseLong(text.strip());
    }

    private static void within(String name, BigDecimal value, BigDecimal most) {
        if (value.signum() < 0 || (most != null && value.compareTo(most) > 0)) {
            throw new IllegalArgumentException("stock " + name + " is out of range: " + value);
        }
    }
}
