package io.crossdock.hub.availability;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Watches a compacted topic of canonical events and writes a key's newest event again whenever an older one comes after
 * it: compaction keeps the last record of a key, and a reader that starts anew knows nothing else (docs/adr/0014).
 *
 * <p>It reads what it writes. That ends, since an event is never older than itself.
 */
final class NewestProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    static final String PRICES = "newest-prices";
    static final String ITEMS = "newest-items";

    private final String name;
    private final UsualEvents usual = new UsualEvents();
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, Newest> store;

    NewestProcessor(String name) {
        this.name = name;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        store = context.getStateStore(name);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.key() == null) {
            return; // Compaction takes no record without a key.
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            store.delete(key);
        } else {
            Newest.read(usual, record.headers(), record.value()).ifPresent(arrived -> compare(key, arrived, record));
        }
    }

    private void compare(String key, Newest arrived, Record<byte[], byte[]> record) {
        Newest known = store.get(key);
        if (known == null || arrived.recency().compareTo(known.recency()) >= 0) {
            store.put(key, arrived);
        } else {
            context.forward(record.withValue(known.data()).withHeaders(known.headers()));
        }
    }
}
