package io.crossdock.hub.availability;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Walks through all orders, a slice at a time, once kits were described for the first time: orders that came earlier,
 * as they do while a hub begins, meant the same kits. One walk is for all kits that wait for it.
 */
final class LateKits implements Punctuator {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    private final KeyValueStore<String, OrderBook> books;
    private final KeyValueStore<String, KitDefinition> kits;
    private final TakenApart takenApart;
    private final SortedMap<String, KitDefinition> walk = new TreeMap<>();
    private boolean wanted = true; // Who takes over a partition does not know what waits there.
    private String from;

    /** Takes an order whose kits were taken apart. */
    interface TakenApart {
        void accept(String order, OrderBook before, OrderBook after, Instant now);
    }

    LateKits(KeyValueStore<String, OrderBook> books, KeyValueStore<String, KitDefinition> kits, TakenApart takenApart) {
        this.books = books;
        this.kits = kits;
        this.takenApart = takenApart;
    }

    /** Remembers a definition; orders that came before a first one are looked for. */
    void keep(KitDefinition told) {
        KitDefinition known = kits.get(told.kit());
        boolean isAwaited = told.isFirst() || (known != null && known.isFirst());
        kits.put(told.kit(), new KitDefinition(told.kit(), told.parts(), isAwaited));
        wanted |= isAwaited;
    }

    /** Pieces that a kit takes of its parts; empty for what is no kit. */
    SortedMap<String, BigDecimal> parts(String sku) {
        KitDefinition known = kits.get(sku);
        return known == null ? Collections.emptySortedMap() : known.parts();
    }

    @Override
    public void punctuate(long epochMillis) {
        if (walk.isEmpty() && !begin()) {
            return;
        }
        Map<String, OrderBook> late = new LinkedHashMap<>();
        try (KeyValueIterator<String, OrderBook> values = books.range(from, null)) {
            for (int i = 0; i < Sweep.SLICE && values.hasNext(); i++) {
                KeyValue<String, OrderBook> next = values.next();
                if (takenApart(next.value) != next.value) {
                    late.put(next.key, next.value);
                }
            }
            from = values.hasNext() ? values.peekNextKey() : null;
        }
        Instant now = Instant.ofEpochMilli(epochMillis);
        late.forEach((order, book) -> takenApart.accept(order, book, takenApart(book), now));
        if (from == null) {
            walk.forEach((kit, walked) -> {
                if (walked.equals(kits.get(kit))) {
                    kits.put(kit, new KitDefinition(kit, walked.parts(), false));
                }
            });
            walk.clear();
        }
    }

    private OrderBook takenApart(OrderBook book) {
        return book.takingApart(
                OrderBook.EMPTY, sku -> walk.containsKey(sku) ? walk.get(sku).parts() : Collections.emptySortedMap());
    }

    private boolean begin() {
        if (!wanted) {
            return false;
        }
        wanted = false;
        try (KeyValueIterator<String, KitDefinition> all = kits.all()) {
            all.forEachRemaining(entry -> {
                if (entry.value.isFirst()) {
                    walk.put(entry.key, entry.value);
                }
            });
        }
        return !walk.isEmpty();
    }
}
