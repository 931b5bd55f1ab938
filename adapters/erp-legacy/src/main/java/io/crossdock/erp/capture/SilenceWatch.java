package io.crossdock.erp.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Notices that a log, which speaks every few seconds, has been silent for too long. */
final class SilenceWatch implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 500;

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long silentSince;
    private volatile boolean isWatching;

    /**
     * @param longest silence that is allowed; empty where the log may be silent
     * @param tooLong run once, on a thread of the watch's own
     */
    SilenceWatch(String name, Optional<Duration> longest, Runnable tooLong) {
        longest.ifPresent(allowed -> {
            Thread thread = new Thread(() -> watch(allowed.toNanos(), tooLong), name);
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** The log speaks from now on, and has just spoken. */
    void resume() {
        silentSince = System.nanoTime();
        isWatching = true;
    }

    /** Who listens is busy, and cannot hear. */
    void pause() {
        isWatching = false;
    }

    @Override
    public void close() {
        over.countDown();
    }

    private void watch(long allowedNanos, Runnable tooLong) {
        try {
            while (!over.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (isWatching && System.nanoTime() - silentSince > allowedNanos) {
                    tooLong.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
