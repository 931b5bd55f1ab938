package io.crossdock.hub.reconcile;

import io.crossdock.hub.channel.ReconcileRule;
import io.crossdock.hub.duties.Duty;
import io.crossdock.hub.duties.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles one channel again and again, in the one process that has the duty. Of what changed before anybody listened
 * to the channel, which its journal or else the duty's begin tells, only open orders are missed, as by a backfill.
 */
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Reconciliation reconciliation;
    private final ReconcileRule rule;
    private final ReconcileMeters meters;
    private final Rounds rounds;
    private volatile String trouble;
    private volatile Instant taken;

    public Reconciler(Reconciliation reconciliation, ReconcileRule rule, MeterRegistry meters) {
        this.reconciliation = reconciliation;
        this.rule = rule;
        this.meters = new ReconcileMeters(
                meters,
                reconciliation.topics().prefix(),
                reconciliation.channel().value(),
                reconciliation.clock());
        this.rounds = new Rounds("reconcile-" + channel(), rule.every(), this::round);
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

    private void start() {
        taken = reconciliation.clock().instant();
        rounds.start();
    }

    private void stop() {
        rounds.stop();
        trouble = null;
        meters.left();
    }

    private Duration round(Rounds.Turn turn) throws InterruptedException {
        Instant began = Instant.now();
        compare(turn);
        return rule.every().minus(Duration.between(began, Instant.now()));
    }

    private void compare(Rounds.Turn turn) throws InterruptedException {
        Instant until = reconciliation.clock().instant().minus(rule.grace());
        Instant from = until.minus(rule.window());
        try {
            Instant listening = earlier(reconciliation.journalBegan().orElse(taken), taken);
            String tooLarge = null;
            if (from.isBefore(listening)) {
                tooLarge = compare(from, earlier(listening, until), Scope.OPEN, turn);
                from = listening;
            }
            if (from.isBefore(until)) {
                String another = compare(from, until, Scope.ALL, turn);
                tooLarge = tooLarge == null ? another : tooLarge;
            }
            meters.ended(reconciliation.clock().instant());
            trouble = tooLarge == null ? null : "reconciliation: order " + tooLarge + " is too large for the journal";
        } catch (RuntimeException e) {
            if (turn.isStopping()) {
                return;
            }
            meters.failed();
            trouble = "reconciliation: " + e.getMessage();
            LOG.warn("the orders of {} could not be compared with its journal: {}", channel(), e.getMessage());
        }
    }

    /** The id of an order that no journal takes; null as a rule. */
    private String compare(Instant from, Instant until, Scope scope, Rounds.Turn turn) throws InterruptedException {
        Progress progress = new Progress();
        return reconciliation
                .run(from, until, scope, turn::pause, progress::told)
                .tooLarge();
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

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
