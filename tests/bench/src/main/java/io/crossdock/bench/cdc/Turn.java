package io.crossdock.bench.cdc;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What one contender did with one burst, after its warm-up.
 *
 * @param cpuMicros processor time of its JVM a row
 */
record Turn(double rowsPerSecond, double cpuMicros) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,8.0f rows/s, %5.1f us CPU a row", rowsPerSecond, cpuMicros);
    }

    static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
