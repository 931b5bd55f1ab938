package io.crossdock.hub.duties;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Does something again and again, in a thread of its own, until it is stopped; may be begun and stopped any often. */
public final class Rounds {

    /** Less than the duties wait for; whoever hangs in a request by then writes nothing any more. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final String name;
    private final Duration every;
    private final Round round;
    private Turn turn;

    /** What is done. */
    @FunctionalInterface
    public interface Round {

        /**
         * @param turn pauses in it, and tells when it is to end
         * @return how long until the next one; less than nothing is at once
         * @throws InterruptedException when it was stopped
         */
        Duration go(Turn turn) throws InterruptedException;
    }

    /**
     * @param name of the thread
     * @param every how far rounds lie apart; the first begins after a tenth to three tenths of it, since a process has
     *     enough to do when it starts
     */
    public Rounds(String name, Duration every, Round round) {
        this.name = name;
        this.every = every;
        this.round = round;
    }

    public synchronized void start() {
        turn = new Turn();
        turn.thread.start();
    }

    public synchronized void stop() {
        if (turn != null) {
            turn.stop();
        }
    }

    /** The time from a begin to its end. */
    public final class Turn {

        private final CountDownLatch stopping = new CountDownLatch(1);
        private final Thread thread = new Thread(this::run, name);

        private Turn() {}

        public boolean isStopping() {
            return stopping.getCount() == 0;
        }

        /** @throws InterruptedException when it was stopped */
        public void pause(Duration duration) throws InterruptedException {
            if (stopping.await(Math.max(0, duration.toMillis()), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("stopped");
            }
        }

        private void run() {
            try {
                long tenth = every.toMillis() / 10;
                pause(Duration.ofMillis(tenth + ThreadLocalRandom.current().nextLong(2 * tenth)));
                while (true) {
                    pause(round.go(this));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void stop() {
            stopping.countDown();
            thread.interrupt();
            try {
                thread.join(STOP_WITHIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
