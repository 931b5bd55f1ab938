package io.crossdock.hub.poll;

import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.sync.Backoff;
import io.crossdock.spi.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a channel's poll, from taking the duty to leaving it. One that outlives its stop, in a request, drops the
 * answer; until then it can do no harm, since a cursor is never ahead of the journal.
 */
final class Poller {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final Backoff OF_THE_SYSTEM =
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), RandomGenerator.getDefault());
    private static final Backoff OF_KAFKA =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), RandomGenerator.getDefault());

    private final String channel;
    private final Poll poll;
    private final Duration interval;
    private final RateBudget own;
    private final RateBudget budget;
    private final PollMeters meters;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile String trouble;
    private int failures;

    /** @param budget of the channel's account, beside the poll's own pace */
    Poller(String channel, Poll poll, PollPace pace, RateBudget budget, PollMeters meters, Clock clock) {
        this.channel = channel;
        this.poll = poll;
        this.interval = pace.interval();
        this.own = pace.budget();
        this.budget = budget;
        this.meters = meters;
        this.clock = clock;
        this.thread = new Thread(this::run, "poll-" + channel);
    }

    void start() {
        thread.start();
    }

    /** Why nothing comes; empty while all is well. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    void endSoon() {
        stopping.countDown();
    }

    /** Waits for the page in hand, but not for ever. */
    void stop(Duration within) throws InterruptedException {
        endSoon();
        thread.join(within.toMillis());
    }

    private void run() {
        try {
            while (!pause(round())) {
                // each round says how long to wait for the next
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return how long to wait for the next */
    private Duration round() throws InterruptedException {
        try {
            poll.begin();
            own.await(this::pauseOrEnd, clock);
            budget.await(this::pauseOrEnd, clock);
            Page page = poll.ask();
            if (isEnding()) {
                return Duration.ZERO;
            }
            boolean ends = poll.take(page);
            failures = 0;
            trouble = poll.doubt().orElse(null);
            return ends ? interval : Duration.ZERO;
        } catch (Failure failure) {
            failures++;
            // Who says when to come again is asked then, however often it happened before.
            Duration wait = failure.retryAfter()
                    .map(asked -> longer(asked, OF_THE_SYSTEM.after(1)))
                    .orElseGet(() -> OF_THE_SYSTEM.after(failures));
            return again(failure, failure.kind(), wait);
        } catch (NotJournaledException | KafkaException e) {
            return again(e, "kafka", OF_KAFKA.after(++failures));
        } catch (RuntimeException e) {
            LOG.error("the poll of {} broke and is tried again", channel, e);
            return again(e, "broken", OF_THE_SYSTEM.after(++failures));
        }
    }

    private Duration again(Failure failure, Failure.Kind kind, Duration wait) {
        meters.failed(kind.name().toLowerCase(Locale.ROOT));
        Instant until = clock.instant().plus(wait);
        budget.heard(failure, clock.instant());
        String told =
                switch (kind) {
                    case THROTTLED -> "poll throttled until " + until;
                    case UNAUTHORIZED -> "poll unauthorized; next trial at " + until;
                    default -> failure.getMessage() + "; next trial at " + until;
                };
        return told(told, wait);
    }

    private Duration again(RuntimeException e, String reason, Duration wait) {
        meters.failed(reason);
        return told(
                "poll: " + e.getMessage() + "; next trial at " + clock.instant().plus(wait), wait);
    }

    /** The log hears of the first of a row. */
    private Duration told(String told, Duration wait) {
        if (trouble == null) {
            LOG.warn("nothing is polled for {}: {}", channel, told);
        }
        trouble = told;
        return wait;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void pauseOrEnd(Duration span) throws InterruptedException {
        if (stopping.await(span.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("ends");
        }
    }

    private boolean isEnding() {
        return stopping.getCount() == 0;
    }

    /** Whether it was told to end meanwhile. */
    private boolean pause(Duration span) throws InterruptedException {
        return stopping.await(span.toMillis(), TimeUnit.MILLISECONDS);
    }
}
