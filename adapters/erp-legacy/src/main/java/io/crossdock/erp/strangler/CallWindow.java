package io.crossdock.erp.strangler;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

/** Counts over a sliding time, in tenths of it, for one revision of a switch: what happened before a change says nothing. */
public final class CallWindow {

    private static final int PARTS = 10;

    private final long partMillis;
    private final Clock clock;
    private final long[] partNumbers = new long[PARTS];
    private final Totals[] parts = new Totals[PARTS];
    private long revision;

    /**
     * @param compared calls whose two answers were compared
     * @param mismatched those of them that differed
     * @param asked calls that the modern side was to answer
     * @param errors those of them that it did not
     */
    public record Totals(long compared, long mismatched, long asked, long errors) {

        static final Totals NONE = new Totals(0, 0, 0, 0);

        Totals plus(Totals more) {
            return new Totals(
                    compared + more.compared, mismatched + more.mismatched, asked + more.asked, errors + more.errors);
        }
    }

    public CallWindow(Duration length, Clock clock) {
        this.partMillis = Math.max(1, length.toMillis() / PARTS);
        this.clock = clock;
    }

    /** A call was compared under that revision of the switch. */
    public void compared(long under, boolean mismatched) {
        add(under, new Totals(1, mismatched ? 1 : 0, 0, 0));
    }

    /** The modern side was to answer a call under that revision of the switch. */
    public void asked(long under, boolean failed) {
        add(under, new Totals(0, 0, 1, failed ? 1 : 0));
    }

    private synchronized void add(long under, Totals more) {
        if (under < revision) {
            return;
        }
        if (under > revision) {
            revision = under;
            Arrays.fill(parts, null);
        }
        long number = clock.millis() / partMillis;
        int at = (int) Math.floorMod(number, (long) PARTS);
        parts[at] = (parts[at] == null || partNumbers[at] != number ? Totals.NONE : parts[at]).plus(more);
        partNumbers[at] = number;
    }

    /** Of that revision; nothing where none of its calls was counted yet. */
    public synchronized Totals totals(long under) {
        Totals sum = Totals.NONE;
        long oldest = clock.millis() / partMillis - PARTS;
        for (int i = 0; i < PARTS && under == revision; i++) {
            if (parts[i] != null && partNumbers[i] > oldest) {
                sum = sum.plus(parts[i]);
            }
        }
        return sum;
    }
}
