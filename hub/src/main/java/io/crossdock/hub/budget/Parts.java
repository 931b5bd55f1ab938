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

    /** How many are of any use: with fewer, a bucket never holds what a request costs. */
    static int least(List<Rate> rates, Price price) {
        double share = rates.stream()
                .mapToDouble(rate -> price.of(rate) / rate.burst())
                .max()
                .orElse(0);
        return (int) Math.min(WHOLE, Math.max(1, Math.ceil(WHOLE * share)));
    }
}
