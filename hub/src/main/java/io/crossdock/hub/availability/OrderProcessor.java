package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.OrderId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps every order's book and tells, for each SKU that a change touches, the order's part in it. */
final class OrderProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    static final String STORE = "orders";

    private final SkippedRecords skipped;
    private final Duration retention;
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, OrderBook> books;
    private EventReader reader;

    OrderProcessor(SkippedRecords skipped, Duration retention) {
        this.skipped = skipped;
        this.retention = retention;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        books = context.getStateStore(STORE);
        reader = new EventReader(context, skipped);
        var sweep = new Sweep<>(books, Sweep.SLICE, (book, now) -> book.touched() < now - retention.toMillis());
        context.schedule(Sweep.INTERVAL, PunctuationType.WALL_CLOCK_TIME, sweep);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        reader.read(record).ifPresent(event -> apply(record, event));
    }

    private void apply(Record<byte[], byte[]> record, CanonicalEvent event) {
        String order = event.subject();
        OrderBook stored = books.get(order);
        OrderBook known = stored == null ? OrderBook.EMPTY : stored;
        OrderBook book = known.apply(event, context.currentSystemTimeMs());
        if (book == known) {
            return;
        }
        books.put(order, book);
        var headers = Cause.of(event).headers(Reservation.CONTENT_TYPE);
        for (Reservation reservation : book.changesSince(known, new OrderId(order))) {
            context.forward(new Record<>(
                    reservation.sku().value().getBytes(StandardCharsets.UTF_8),
                    AvailabilityProcessor.RESERVATIONS.serializer().serialize(null, reservation),
                    record.timestamp(),
                    headers));
        }
    }
}
