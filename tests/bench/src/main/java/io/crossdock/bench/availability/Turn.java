package io.crossdock.bench.availability;

import java.util.Locale;
import java.util.Optional;

/**
 * What one contender did with one load.
 *
 * @param cpuMicros processor time of its JVM an input
 * @param heapBytes used heap after it, collected
 */
record Turn(double inputsPerSecond, double cpuMicros, long heapBytes) {

    /** The same as its process tells it: a line of its output. */
    record Told(long nanos, long cpuNanos, long heapBytes) {

        private static final String WORD = "bench-turn ";

        static Optional<Told> read(String line) {
            if (!line.startsWith(WORD)) {
                return Optional.empty();
            }
            String[] numbers = line.substring(WORD.length()).split(" ");
            return Optional.of(
                    new Told(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2])));
        }

        Turn of(long inputs) {
            return new Turn(inputs * 1e9 / nanos, cpuNanos / 1e3 / inputs, heapBytes);
        }

        @Override
        public String toString() {
            return WORD + nanos + " " + cpuNanos + " " + heapBytes;
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,8.0f inputs/s, %6.1f us CPU an input", inputsPerSecond, cpuMicros);
    }
}
