package io.crossdock.bench.webhook;

import java.util.List;

/**
 * What a contender did in one round.
 *
 * @param perSecond accepted, in a closed loop
 * @param cpuMicros processor time of its process for each of these
 * @param p50Millis at the fixed rate
 * @param p99Millis at the fixed rate
 * @param accepted in both phases
 * @param kept records that its topic got
 */
record Turn(double perSecond, double cpuMicros, double p50Millis, double p99Millis, long accepted, long kept) {

    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
