package io.crossdock.hub.listings;

import io.crossdock.hub.channel.ListingsRule;
import io.crossdock.hub.duties.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles a channel's listings again and again, in the one process whose sync writes to the channel: the reading and
 * the sync then take their turns from one budget.
 */
public final class ListingReconciler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ListingReconciler.class);

    /** How soon a process that has taken the channel over notices. */
    private static final Duration STAND_BY = Duration.ofMinutes(1);

    private final ListingReconciliation reconciliation;
    private final ListingsRule rule;
    private final BooleanSupplier isOwner;
    private final ListingMeters meters;
    private final Rounds rounds;
    private volatile String trouble;

    /** @param isOwner whether this process writes to the channel now */
    public ListingReconciler(
            ListingReconciliation reconciliation, ListingsRule rule, BooleanSupplier isOwner, MeterRegistry meters) {
        this.reconciliation = reconciliation;
        this.rule = rule;
        this.isOwner = isOwner;
        this.meters = new ListingMeters(
                meters,
                reconciliation.sync().topics().prefix(),
                reconciliation.channel().value(),
                reconciliation.clock());
        this.rounds = new Rounds("listings-" + reconciliation.channel(), rule.every(), this::round);
    }

    public String channel() {
        return reconciliation.channel().value();
    }

    public void start() {
        rounds.start();
    }

    /** Why the last reading did not come to its end; empty while all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private Duration round(Rounds.Turn turn) throws InterruptedException {
        if (!isOwner.getAsBoolean()) {
            meters.left();
            trouble = null;
            return STAND_BY.compareTo(rule.every()) < 0 ? STAND_BY : rule.every();
        }
        Instant began = Instant.now();
        try {
            ListingTally tally = reconciliation.run(turn::pause, pages -> {});
            meters.ended(tally, reconciliation.clock().instant());
            trouble = null;
        } catch (RuntimeException e) {
            if (!turn.isStopping()) {
                meters.failed();
                trouble = "listings: " + e.getMessage();
                LOG.warn("the listings of {} could not be compared: {}", channel(), e.getMessage());
            }
        }
        return rule.every().minus(Duration.between(began, Instant.now()));
    }

    @Override
    public void close() {
        rounds.stop();
    }
}
