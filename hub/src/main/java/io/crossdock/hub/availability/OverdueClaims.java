package io.crossdock.hub.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Walks through all claims, a slice at a time, for what no level of the ERP includes though it is long ago. */
final class OverdueClaims implements Punctuator {

    private final KeyValueStore<String, Claim> claims;
    private final Function<String, Levels> levels;
    private final int partition;
    private final List<Wait> waits;
    private final Map<Wait, Long> overdue = new HashMap<>();
    private String from;

    /** Whether something of a claim was told before that time and is in no level. */
    interface Lateness {
        boolean isLate(Claim claim, Instant before, Levels levels);
    }

    /** Takes out of an item what a document took before that time. */
    interface GivingUp {
        void giveUp(StoredClaims.Key of, Instant before, Instant now);
    }

    /**
     * What claims wait for.
     *
     * @param alarmAfter then somebody should look
     * @param endAfter then it is given up; null for never
     */
    record Wait(
            Lateness alarm,
            Duration alarmAfter,
            Lateness end,
            Duration endAfter,
            GivingUp givingUp,
            OverdueDocuments told) {

        private boolean isToEnd(Claim claim, Instant now, Levels levels) {
            return endAfter != null && end.isLate(claim, now.minus(endAfter), levels);
        }

        private boolean isOverdue(Claim claim, Instant now, Levels levels) {
            return alarm.isLate(claim, now.minus(alarmAfter), levels);
        }

        private Duration soonest() {
            return endAfter == null || endAfter.compareTo(alarmAfter) > 0 ? alarmAfter : endAfter;
        }
    }

    private record Late(StoredClaims.Key key, Wait of) {}

    /** @param levels of an item */
    OverdueClaims(
            KeyValueStore<String, Claim> claims, Function<String, Levels> levels, int partition, List<Wait> waits) {
        this.claims = claims;
        this.levels = levels;
        this.partition = partition;
        this.waits = List.copyOf(waits);
    }

    @Override
    public void punctuate(long epochMillis) {
        Instant now = Instant.ofEpochMilli(epochMillis);
        List<Late> late = new ArrayList<>();
        try (KeyValueIterator<String, Claim> values = claims.range(from, null)) {
            for (int i = 0; i < Sweep.SLICE && values.hasNext(); i++) {
                KeyValue<String, Claim> next = values.next();
                StoredClaims.Key.of(next.key).ifPresent(key -> look(key, next.value, now, late));
            }
            from = values.hasNext() ? values.peekNextKey() : null;
        }
        for (Late each : late) {
            each.of.givingUp.giveUp(each.key, now.minus(each.of.endAfter), now);
            each.of.told.givenUp(each.key.sku(), each.key.document(), now);
        }
        if (from == null) {
            waits.forEach(wait -> wait.told.overdue(partition, overdue.getOrDefault(wait, 0L), now));
            overdue.clear();
        }
    }

    private void look(StoredClaims.Key key, Claim claim, Instant now, List<Late> late) {
        for (Wait wait : waits) {
            if (claim.isOlderThan(now.minus(wait.soonest()))) {
                Levels known = levels.apply(key.sku());
                if (wait.isToEnd(claim, now, known)) {
                    late.add(new Late(key, wait));
                } else if (wait.isOverdue(claim, now, known)) {
                    overdue.merge(wait, 1L, Long::sum);
                }
            }
        }
    }
}
