package io.crossdock.hub.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.DoubleConsumer;

/** Tells on standard error how far a reading got, where it takes long. */
final class ReadingProgress implements DoubleConsumer {

    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintWriter err;
    private long toldNanos = System.nanoTime();

    ReadingProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void accept(double share) {
        if (System.nanoTime() - toldNanos > EVERY_NANOS) {
            err.println("crossdock: " + Math.round(share * 100) + " % read");
            err.flush();
            toldNanos = System.nanoTime();
        }
    }
}
