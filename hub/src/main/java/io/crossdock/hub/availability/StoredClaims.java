package io.crossdock.hub.availability;

import io.crossdock.canonical.Sku;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One item's claims in the store of all: {@code c}, SKU and document for a claim, {@code w} with the same for the mark
 * that it waits (see {@link Waiting}). No SKU holds the separator.
 */
final class StoredClaims implements Claims {

    private static final char SEPARATOR = '\0';

    /** Whose claim it is that has a key in the store. */
    record Key(String sku, String document) {

        /** Empty for the key of a mark. */
        static Optional<Key> of(String stored) {
            String[] parts = stored.split(String.valueOf(SEPARATOR), 3);
            return parts.length == 3 && parts[0].equals("c")
                    ? Optional.of(new Key(parts[1], parts[2]))
                    : Optional.empty();
        }
    }

    private final KeyValueStore<String, Claim> store;
    private final String claim;
    private final String mark;

    StoredClaims(KeyValueStore<String, Claim> store, Sku sku) {
        this.store = store;
        this.claim = "c" + SEPARATOR + sku + SEPARATOR;
        this.mark = "w" + SEPARATOR + sku + SEPARATOR;
    }

    @Override
    public Claim get(String document) {
        Claim known = store.get(claim + document);
        return known == null ? Claim.NONE : known;
    }

    @Override
    public void put(String document, Claim changed) {
        store.put(claim + document, changed);
    }

    @Override
    public void remove(String document) {
        store.delete(claim + document);
    }

    @Override
    public List<String> waiting() {
        List<String> documents = new ArrayList<>();
        try (KeyValueIterator<String, Claim> marks = store.prefixScan(mark, new StringSerializer())) {
            while (marks.hasNext()) {
                KeyValue<String, Claim> next = marks.next();
                documents.add(next.key.substring(mark.length()));
            }
        }
        return documents;
    }

    @Override
    public void waits(String document, boolean waits) {
        if (waits) {
            store.put(mark + document, Claim.NONE);
        } else {
            store.delete(mark + document);
        }
    }
}
