package io.crossdock.bench.normalize;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one contender did in one round, after its warm-up.
 *
 * @param cpuMicros processor time of its JVM a record
 * @param peakMebibytes the most memory that its JVM was resident in
 */
record Measurement(double recordsPerSecond, double cpuMicros, double peakMebibytes) {

    static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> of) {
        double[] sorted = rounds.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
