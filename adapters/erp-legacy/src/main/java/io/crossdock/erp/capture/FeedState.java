package io.crossdock.erp.capture;

import io.crossdock.erp.capture.CaptureState.Phase;
import io.crossdock.erp.mapping.Commit;
import io.crossdock.erp.mapping.RowChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a {@link ChangeFeed} tells of itself, and how it starts anew: again and again, with growing pauses, until told to stop. */
public final class FeedState {

    private static final Logger LOG = LoggerFactory.getLogger(FeedState.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final String erp;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Semaphore hurry = new Semaphore(0);
    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong restarts = new AtomicLong();
    private volatile CaptureState state;
    private volatile Instant lastContact;
    private volatile Instant lastCommit;
    private volatile Instant handledUpTo;
    private volatile Duration pause = FIRST_PAUSE;

    /** One run of a feed, until it fails or is told to stop. */
    @FunctionalInterface
    public interface Run {

        /** @return why it ended */
        String untilItEnds() throws InterruptedException;
    }

    public FeedState(String erp, Clock clock) {
        this.erp = erp;
        this.clock = clock;
        this.state = new CaptureState(Phase.STOPPED, "", clock.instant());
    }

    /** Runs it anew whenever it ended, until {@link #stop}. */
    public void keepRunning(Run run) {
        try {
            while (!isStopping()) {
                String reason = reasonOfEnd(run);
                if (!isStopping()) {
                    down(reason);
                    restarts.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever ends a run, an error of Java's too: nobody else would begin another, and the state would stay what it was. */
    private String reasonOfEnd(Run run) throws InterruptedException {
        try {
            return run.untilItEnds();
        } catch (RuntimeException | Error e) {
            LOG.error("reading the changes of {} broke off", erp, e);
            return e.getMessage() == null
                    ? e.getClass().getSimpleName()
                    : e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    /** Says so and waits, for longer each time until {@link #well}, {@link #goOn} or {@link #stop}. */
    public void down(String reason) throws InterruptedException {
        LOG.warn("the changes of {} wait {} ms: {}", erp, pause.toMillis(), reason);
        become(Phase.DOWN, reason);
        hurry.drainPermits();
        if (!isStopping()) {
            hurry.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** Whoever waits now, waits no longer. */
    public void goOn() {
        hurry.release();
    }

    /** The next failure is a first one again. */
    public void well() {
        pause = FIRST_PAUSE;
    }

    /** @param reason why it is down; empty otherwise */
    public synchronized void become(Phase phase, String reason) {
        if (isStopping() && phase != Phase.STOPPED) {
            return;
        }
        if (state.phase() != phase || !state.reason().equals(reason)) {
            state = new CaptureState(phase, reason, clock.instant());
        }
    }

    /** The source was heard of. */
    public void heard(Instant at) {
        lastContact = at;
    }

    /** The handler took them. A snapshot's rows tell nothing of what was committed before: the others are read later. */
    public void handled(List<RowChange> changes) {
        handled.addAndGet(changes.size());
        Commit newest = changes.get(changes.size() - 1).commit();
        lastCommit = newest.at();
        if (!newest.isSnapshot()) {
            handledUpTo(newest.at());
        }
    }

    /** All that was committed before was handled. */
    public void handledUpTo(Instant at) {
        if (handledUpTo == null || at.isAfter(handledUpTo)) {
            handledUpTo = at;
        }
    }

    public void stop() {
        stopping.countDown();
        goOn();
    }

    public boolean isStopping() {
        return stopping.getCount() == 0;
    }

    CaptureState state() {
        return state;
    }

    Optional<Instant> lastContact() {
        return Optional.ofNullable(lastContact);
    }

    Optional<Instant> lastCommit() {
        return Optional.ofNullable(lastCommit);
    }

    Optional<Instant> handledUpTo() {
        return Optional.ofNullable(handledUpTo);
    }

    long changesHandled() {
        return handled.get();
    }

    long restarts() {
        return restarts.get();
    }
}
