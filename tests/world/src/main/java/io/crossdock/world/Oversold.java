package io.crossdock.world;

import java.util.Map;
import java.util.TreeMap;

/** Pieces that were sold and not there, each with the lag of the news that would have prevented it. */
final class Oversold {

    private static final long[] STEPS = {100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000, 900_000};

    private final Map<Long, Integer> piecesByLag = new TreeMap<>();
    private int pieces;
    private int unexplained;
    private long greatestLag;

    void explained(long lag) {
        pieces++;
        greatestLag = Math.max(greatestLag, lag);
        long step = Long.MAX_VALUE;
        for (int i = STEPS.length - 1; i >= 0 && lag <= STEPS[i]; i--) {
            step = STEPS[i];
        }
        piecesByLag.merge(step, 1, Integer::sum);
    }

    void unexplained() {
        pieces++;
        unexplained++;
    }

    void add(Oversold other) {
        pieces += other.pieces;
        unexplained += other.unexplained;
        greatestLag = Math.max(greatestLag, other.greatestLag);
        other.piecesByLag.forEach((lag, count) -> piecesByLag.merge(lag, count, Integer::sum));
    }

    int pieces() {
        return pieces;
    }

    int withoutExplanation() {
        return unexplained;
    }

    long greatestLagMillis() {
        return greatestLag;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(pieces + " pieces oversold, " + unexplained + " unexplained");
        piecesByLag.forEach((lag, count) ->
                text.append(", ").append(count).append(lag == Long.MAX_VALUE ? " later" : " within " + lag + " ms"));
        return text.toString();
    }
}
