package io.crossdock.hub.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Walks through all claims, a slice at a time, for sales that no level includes. */
final class OverdueSales implements Punctuator {

    private final KeyValueStore<String, Claim> claims;
    private final Function<String, Levels> levels;
    private final Duration awaited;
    private final UnabsorbedSales told;
    private final int partition;
    private final GivingUp givingUp;
    private String from;
    private long overdue;

    /** Takes out of an item what a document sold before that time. */
    interface GivingUp {
        void giveUp(String sku, String document, Instant before, Instant now);
    }

    /**
     * @param levels of an item
     * @param awaited how long a sale waits before it is given up
     */
    OverdueSales(
            KeyValueStore<String, Claim> claims,
            Function<String, Levels> levels,
            Duration awaited,
            UnabsorbedSales told,
            int partition,
            GivingUp givingUp) {
        this.claims = claims;
        this.levels = levels;
        this.awaited = awaited;
        this.told = told;
        this.partition = partition;
        this.givingUp = givingUp;
    }

    @Override
    public void punctuate(long epochMillis) {
        Instant now = Instant.ofEpochMilli(epochMillis);
        List<StoredClaims.Key> late = new ArrayList<>();
        try (KeyValueIterator<String, Claim> values = claims.range(from, null)) {
            for (int i = 0; i < Sweep.SLICE && values.hasNext(); i++) {
                KeyValue<String, Claim> next = values.next();
                if (!next.value.moves().isEmpty()) {
                    StoredClaims.Key.of(next.key).ifPresent(key -> look(key, next.value, now, late));
                }
            }
            from = values.hasNext() ? values.peekNextKey() : null;
        }
        late.forEach(key -> givingUp.giveUp(key.sku(), key.document(), now.minus(awaited), now));
        if (from == null) {
            told.overdue(partition, overdue, now);
            overdue = 0;
        }
    }

    private void look(StoredClaims.Key key, Claim claim, Instant now, List<StoredClaims.Key> late) {
        Levels known = levels.apply(key.sku());
        if (claim.hasUnabsorbedSale(now.minus(awaited), known)) {
            late.add(key);
        } else if (claim.hasUnabsorbedSale(now.minus(UnabsorbedSales.OVERDUE_AFTER), known)) {
            overdue++;
        }
    }
}
