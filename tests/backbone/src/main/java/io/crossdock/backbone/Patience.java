package io.crossdock.backbone;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does and no notification tells. */
final class Patience {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Patience() {}

    /** Returns whether the condition became true in time; an interrupt ends the wait early. */
    static boolean until(Duration atMost, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
