package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.CloudEventAttributes;
import io.crossdock.hub.events.CloudEventHeaders;
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
    private final SkippedRecords skipped;
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, Newest> store;
    private EventReader reader;

    NewestProcessor(String name, SkippedRecords skipped) {
        this.name = name;
        this.skipped = skipped;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        store = context.getStateStore(name);
        reader = new EventReader(context, skipped);
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
            reader.read(record).ifPresent(event -> compare(key, record, event));
        }
    }

    private void compare(String key, Record<byte[], byte[]> record, CanonicalEvent event) {
        Newest arrived = Newest.of(event);
        Newest known = store.get(key);
        if (known == null || arrived.recency().compareTo(known.recency()) >= 0) {
            store.put(key, arrived);
            return;
        }
        context.forward(record.withValue(known.data())
                .withHeaders(CloudEventHeaders.headers(known.attributes(), CloudEventAttributes.CONTENT_TYPE)));
    }
}
