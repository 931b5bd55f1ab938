package io.crossdock.hub.availability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Walks through a store, a slice at a time so that it never holds up the events, and removes what has expired. */
final class Sweep<V> implements Punctuator {

    static final Duration INTERVAL = Duration.ofMinutes(1);

    static final int SLICE = 10_000;

    /** Whether a value has expired by the wall clock. */
    interface Expiry<V> {
        boolean expired(V value, long epochMillis);
    }

    private final KeyValueStore<String, V> store;
    private final Expiry<V> expiry;
    private final int slice;
    private String from;

    Sweep(KeyValueStore<String, V> store, int slice, Expiry<V> expiry) {
        this.store = store;
        this.slice = slice;
        this.expiry = expiry;
    }

    @Override
    public void punctuate(long epochMillis) {
        List<String> expired = new ArrayList<>();
        try (KeyValueIterator<String, V> values = store.range(from, null)) {
            for (int i = 0; i < slice && values.hasNext(); i++) {
                KeyValue<String, V> next = values.next();
                if (expiry.expired(next.value, epochMillis)) {
                    expired.add(next.key);
                }
            }
            from = values.hasNext() ? values.peekNextKey() : null;
        }
        expired.forEach(store::delete);
    }
}
