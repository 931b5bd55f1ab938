package io.crossdock.hub.sync;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelMode;
import io.crossdock.spi.Failure;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells others how a channel's sync goes: counts, state, offers that were given up. */
final class SyncReport {

    private static final Logger LOG = LoggerFactory.getLogger(SyncReport.class);

    private final ChannelId channel;
    private final SyncMeters meters;
    private final OfferProblems problems;
    private volatile State state = new State(false, "not started", ChannelMode.LIVE, null, 0, 0, 0, 0, 0, 0);

    /** @param braked what the brake holds, in words; null where it holds nothing */
    private record State(
            boolean loaded,
            String paused,
            ChannelMode mode,
            String braked,
            int brakedItems,
            int pending,
            long parked,
            long held,
            int inFlight,
            int accepted) {}

    SyncReport(ChannelId channel, SyncMeters meters, OfferProblems problems) {
        this.channel = channel;
        this.meters = meters;
        this.problems = problems;
    }

    SyncMeters meters() {
        return meters;
    }

    void state(boolean loaded, String paused, ChannelMode mode, OfferQueue queue) {
        if (loaded && queue.held() > state.held()) {
            LOG.warn("{}: {} prices are held: crossdock channel held {} tells which", channel, queue.held(), channel);
        }
        String braked = queue.brakeTold().orElse(null);
        if (braked != null && state.braked() == null) {
            LOG.warn("{}: {}", channel, braked);
        }
        state = new State(
                loaded,
                paused,
                mode,
                braked,
                queue.braked(),
                queue.pending(),
                queue.parked(),
                queue.held(),
                queue.inFlight(),
                queue.asking().size());
    }

    /** The sync cannot run for now. */
    void trouble(String why) {
        State last = state;
        state = new State(
                false,
                why,
                last.mode(),
                last.braked(),
                last.brakedItems(),
                last.pending(),
                last.parked(),
                last.held(),
                last.inFlight(),
                last.accepted());
    }

    void confirmed(Attempt attempt, Instant at) {
        meters.confirmed(attempt.commit(), at);
    }

    void failed(Attempt attempt, Failure failure, boolean parked, Instant at) {
        meters.failed(failure.kind());
        if (parked) {
            LOG.warn("{}: offer of {} refused: {}", channel, attempt.offer().sku(), failure.getMessage());
            problems.report(new OfferProblem(
                    channel, attempt.offer(), failure, attempt.committedAt(), attempt.traceparent(), at));
        }
    }

    SyncStatus status() {
        State now = state;
        return new SyncStatus(
                channel.value(),
                now.loaded(),
                Optional.ofNullable(now.paused()),
                now.mode(),
                Optional.ofNullable(now.braked()),
                now.pending(),
                now.parked(),
                now.held(),
                now.inFlight(),
                meters.sent(),
                meters.confirmed(),
                meters.failures(),
                meters.lags().percentile(50),
                meters.lags().percentile(99));
    }

    int pending() {
        return state.pending();
    }

    long parked() {
        return state.parked();
    }

    long held() {
        return state.held();
    }

    int braked() {
        return state.brakedItems();
    }

    int accepted() {
        return state.accepted();
    }

    /** Where this process writes to the channel; null where another does. */
    ChannelMode mode() {
        return state.loaded() ? state.mode() : null;
    }
}
