package io.crossdock.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Many buyers for few items on several channels, all decided by a seed, so that every contender meets the same ones.
 *
 * @param minutes how long it lasts
 */
record FlashSale(long seed, int buyers, int channels, int items, int minutes) {

    /** A buyer who wants one piece. */
    record Buyer(long at, int channel, int item) {}

    /** What came of it. */
    record Outcome(String contender, int sold, int oversold, int lost, long greatestLagMillis) {}

    long millis() {
        return minutes * 60_000L;
    }

    /** Of each item, for all that is sold: half of it is there at the start, half comes in the middle. */
    int piecesOfEachItem() {
        return Math.max(2, buyers / items / 2);
    }

    /** Most come early, most want the first items, most go to the first channels. */
    List<Buyer> all() {
        Random random = new Random(seed);
        List<Buyer> all = new ArrayList<>();
        for (int i = 0; i < buyers; i++) {
            double early = random.nextDouble();
            long at = 1 + (long) (early * early * (millis() - 1));
            all.add(new Buyer(at, first(random, channels), first(random, items)));
        }
        all.sort(Comparator.comparingLong(Buyer::at));
        return all;
    }

    private static int first(Random random, int of) {
        return Math.min(random.nextInt(of), random.nextInt(of));
    }
}
