package io.crossdock.hub.policy;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a slow channel holds back of an item on top of its safety stock, and of what it follows: pieces that are likely
 * to be sold elsewhere before the channel hears of it.
 *
 * @param pieces 0 or more
 * @param perSecond pieces that all channels together sold in a second
 * @param lag how late the channel hears
 */
public record HeldBack(long pieces, double perSecond, Duration lag) {

    public static final HeldBack NONE = new HeldBack(0, 0, Duration.ZERO);

    /** So many times the expected sales are hardly ever sold in that time: more than that need not be lessened. */
    private static final long FEW = 4;

    /** Whether it makes a difference where so many pieces are left. */
    boolean counts(BigDecimal left) {
        return pieces > 0 && left.signum() > 0 && left.compareTo(BigDecimal.valueOf(FEW * pieces)) <= 0;
    }
}
