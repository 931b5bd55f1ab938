package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.OrderId;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps every order's book and tells, for each SKU that a change touches, the order's part in it. */
final class OrderProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    static final String STORE = "orders";
    static final String KITS = "kits";
    static final Serde<KitDefinition> DEFINITIONS = StateJson.serde(KitDefinition.class);

    private final SkippedRecords skipped;
    private final Duration retention;
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, OrderBook> books;
    private LateKits kits;
    private EventReader reader;

    OrderProcessor(SkippedRecords skipped, Duration retention) {
        this.skipped = skipped;
        this.retention = retention;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        books = context.getStateStore(STORE);
        kits = new LateKits(
                books,
                context.getStateStore(KITS),
                (order, before, after, now) -> keep(order, before, after, Cause.ofTime(now), now.toEpochMilli()));
        context.schedule(LateKits.INTERVAL, PunctuationType.WALL_CLOCK_TIME, kits);
        reader = new EventReader(context, skipped);
        var sweep = new Sweep<>(books, Sweep.SLICE, (book, now) -> book.touched() < now - retention.toMillis());
        context.schedule(Sweep.INTERVAL, PunctuationType.WALL_CLOCK_TIME, sweep);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (AvailabilityTopology.isFrom(AvailabilityTopology.KITS, context)) {
            kits.keep(DEFINITIONS.deserializer().deserialize(null, record.value()));
        } else {
            reader.read(record).ifPresent(event -> apply(record, event));
        }
    }

    private void apply(Record<byte[], byte[]> record, CanonicalEvent event) {
        OrderBook stored = books.get(event.subject());
        OrderBook known = stored == null ? OrderBook.EMPTY : stored;
        OrderBook told = known.apply(event, context.currentSystemTimeMs());
        if (told != known) {
            keep(event.subject(), known, told.takingApart(known, kits::parts), Cause.of(event), record.timestamp());
        }
    }

    private void keep(String order, OrderBook known, OrderBook book, Cause cause, long timestamp) {
        books.put(order, book);
        for (Reservation reservation : book.changesSince(known, new OrderId(order))) {
            context.forward(new ToldReservation(cause, reservation).record(timestamp));
        }
    }
}
