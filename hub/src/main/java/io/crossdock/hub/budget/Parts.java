package io.crossdock.hub.budget;

import java.util.List;

/** In which parts an account's budget is shared out among processes. */
final class Parts {

    /** Divides evenly among two to six. */
    static final int WHOLE = 60;

    private Parts() {}

    /** As a fraction, 0 to 1. */
    static double fraction(int parts) {
        return (double) parts / WHOLE;
    }

    /** How many are of any use: with fewer, a bucket never holds a whole permit. */
    static int least(List<Rate> rates) {
        long burst = rates.stream().mapToLong(Rate::burst).min().orElse(WHOLE);
        return (int) Math.max(1, (WHOLE + burst - 1) / burst);
    }
}
