package io.crossdock.hub.reconcile;

import io.crossdock.hub.channel.ReconcileRule;
import io.crossdock.hub.duties.Duty;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles one channel again and again, in the one process that has the duty. Of what changed before anybody listened
 * to the channel, which its journal or else the duty's begin tells, only open orders are missed, as by a backfill.
 */
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** Less than the duties wait for; whoever hangs in a request by then writes nothing any more. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final Reconciliation reconciliation;
    private final ReconcileRule rule;
    private final ReconcileMeters meters;
    private volatile String trouble;
    private Turn turn;

    public Reconciler(Reconciliation reconciliation, ReconcileRule rule, MeterRegistry meters) {
        this.reconciliation = reconciliation;
        this.rule = rule;
        this.meters = new ReconcileMeters(
                meters,
                reconciliation.topics().prefix(),
                reconciliation.channel().value(),
                reconciliation.clock());
    }

    public String channel() {
        return reconciliation.channel().value();
    }

    public Duty duty() {
        return new Duty("reconcile:" + channel(), this::start, this::stop);
    }

    /** Why the last comparison did not come to its end; empty while all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private synchronized void start() {
        turn = new Turn();
        turn.thread.start();
    }

    private synchronized void stop() {
        turn.stop();
        trouble = null;
        meters.left();
    }

    /** One time of having the duty, with a thread and an end of its own. */
    private final class Turn {

        private final CountDownLatch stopping = new CountDownLatch(1);
        private final Thread thread = new Thread(this::run, "reconcile-" + channel());

        private void stop() {
            stopping.countDown();
            thread.interrupt();
            try {
                thread.join(STOP_WITHIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void run() {
            try {
                Instant taken = reconciliation.clock().instant();
                pause(first());
                while (true) {
                    Instant began = Instant.now();
                    compare(taken);
                    pause(rule.every().minus(Duration.between(began, Instant.now())));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Not at once, and not all channels at the same time: a process has enough to do when it starts. */
        private Duration first() {
            long tenth = rule.every().toMillis() / 10;
            return Duration.ofMillis(tenth + ThreadLocalRandom.current().nextLong(2 * tenth));
        }

        private void compare(Instant taken) throws InterruptedException {
            Instant until = reconciliation.clock().instant().minus(rule.grace());
            Instant from = until.minus(rule.window());
            try {
                Instant listening = earlier(reconciliation.journalBegan().orElse(taken), taken);
                String tooLarge = null;
                if (from.isBefore(listening)) {
                    tooLarge = compare(from, earlier(listening, until), Scope.OPEN);
                    from = listening;
                }
                if (from.isBefore(until)) {
                    String another = compare(from, until, Scope.ALL);
                    tooLarge = tooLarge == null ? another : tooLarge;
                }
                meters.ended(reconciliation.clock().instant());
                trouble =
                        tooLarge == null ? null : "reconciliation: order " + tooLarge + " is too large for the journal";
            } catch (RuntimeException e) {
                if (stopping.getCount() == 0) {
                    return;
                }
                meters.failed();
                trouble = "reconciliation: " + e.getMessage();
                LOG.warn("the orders of {} could not be compared with its journal: {}", channel(), e.getMessage());
            }
        }

        /** The id of an order that no journal takes; null as a rule. */
        private String compare(Instant from, Instant until, Scope scope) throws InterruptedException {
            Progress progress = new Progress();
            return reconciliation
                    .run(from, until, scope, this::pause, progress::told)
                    .tooLarge();
        }

        private void pause(Duration duration) throws InterruptedException {
            if (stopping.await(Math.max(0, duration.toMillis()), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("the duty has ended");
            }
        }

        private final class Progress {

            private long listed;
            private long missing;

            private void told(Tally tally) {
                meters.progressed(tally.listed() - listed, tally.missing() - missing);
                listed = tally.listed();
                missing = tally.missing();
            }
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
