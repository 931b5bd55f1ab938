package io.crossdock.hub.writeback;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.writeback.EntryState.Phase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How many of an ERP's orders wait, are sent, booked, rejected, withdrawn; while this process is the one that enters them. */
final class EntryMeters implements AutoCloseable {

    private static final Duration RECKON_EVERY = Duration.ofSeconds(5);

    private final MeterRegistry meters;
    private final List<Meter> registered = new ArrayList<>();
    private final Map<Phase, AtomicLong> phases = new EnumMap<>(Phase.class);
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong triedAgain = new AtomicLong();
    private final AtomicLong oldestSeconds = new AtomicLong();
    private Instant reckonedAt = Instant.MIN;

    EntryMeters(MeterRegistry meters, Topics topics, String erp) {
        this.meters = meters;
        String name = topics.prefix() + ".erp.orders";
        for (Phase phase : Phase.values()) {
            phases.put(phase, new AtomicLong());
            register(Gauge.builder(name, phases.get(phase), AtomicLong::get).tag("state", phase.word()), erp);
        }
        register(Gauge.builder(name + ".waiting.records", waiting, AtomicLong::get), erp);
        register(
                Gauge.builder(name + ".tried.again", triedAgain, AtomicLong::get)
                        .description("Orders at which the ERP's interface failed while it took others"),
                erp);
        register(
                Gauge.builder(name + ".oldest.sent.seconds", oldestSeconds, AtomicLong::get)
                        .description(
                                "How long the ERP has had the oldest order that it has neither booked nor rejected"),
                erp);
    }

    private void register(Gauge.Builder<AtomicLong> gauge, String erp) {
        registered.add(gauge.tag("erp", erp).register(meters));
    }

    void tell(EntryStates states, long records, int aside, Instant now) {
        waiting.set(records);
        triedAgain.set(aside);
        phases.forEach((phase, count) -> count.set(states.count(phase)));
        if (!reckonedAt.isAfter(now.minus(RECKON_EVERY))) {
            reckonedAt = now;
            oldestSeconds.set(states.all()
                    .map(Map.Entry::getValue)
                    .filter(state -> state.phase() == Phase.SENT)
                    .mapToLong(state -> Duration.between(state.at(), now).toSeconds())
                    .max()
                    .orElse(0));
        }
    }

    @Override
    public void close() {
        registered.forEach(meters::remove);
    }
}
