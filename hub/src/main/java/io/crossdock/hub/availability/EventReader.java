package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventValidation;
import io.crossdock.canonical.InvalidEventException;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderState;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.canonical.StockMoved;
import io.crossdock.hub.events.CloudEventHeaders;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Reads the canonical event of a record; what is none, or none that can be counted, is skipped. */
final class EventReader {

    private static final RecordMetadata UNKNOWN = new RecordMetadata() {
        @Override
        public String topic() {
            return "unknown";
        }

        @Override
        public int partition() {
            return -1;
        }

        @Override
        public long offset() {
            return -1;
        }
    };

    private final ProcessingContext context;
    private final SkippedRecords skipped;
    private final UsualEvents events = new UsualEvents();

    EventReader(ProcessingContext context, SkippedRecords skipped) {
        this.context = context;
        this.skipped = skipped;
    }

    /** One that counts nothing, for what another reads as well. */
    static EventReader quiet(ProcessingContext context) {
        return new EventReader(context, null);
    }

    Optional<CanonicalEvent> read(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            return skipped("no value");
        }
        CanonicalEvent usual = events.read(record.headers(), record.value());
        return usual == null ? readInFull(record) : Optional.of(usual);
    }

    private Optional<CanonicalEvent> readInFull(Record<byte[], byte[]> record) {
        try {
            CanonicalEvent event = CloudEventHeaders.event(record.headers(), record.value());
            String unusable = event.data() == null ? "no data" : unusable(EventValidation.check(event));
            return unusable == null ? Optional.of(event) : skipped(unusable);
        } catch (InvalidEventException e) {
            return skipped(e.getMessage());
        } catch (IllegalArgumentException | UncheckedIOException | DateTimeException e) {
            return skipped(e.getClass().getSimpleName());
        }
    }

    /** Null when it can be counted. */
    private static String unusable(CanonicalEvent event) {
        boolean compared = event.data() instanceof StockCounted
                || event.data() instanceof StockExpected
                || event.data() instanceof OrderBooked;
        if (compared && event.sequence() == null) {
            return event.type().value() + ": without a sequence it cannot be told from an older one";
        }
        boolean bounded = true;
        if (event.data() instanceof OrderState state) {
            bounded = state.order().lines().stream().allMatch(line -> Pieces.bounded(line.quantity()));
        } else if (event.data() instanceof OrderBooked booked) {
            bounded = Stream.of(booked.lines(), booked.open(), booked.cancelled())
                    .flatMap(List::stream)
                    .allMatch(line -> Pieces.bounded(line.quantity()));
        } else if (event.data() instanceof StockExpected expected) {
            bounded = expected.lines().stream().allMatch(line -> Pieces.bounded(line.quantity()));
        } else if (event.data() instanceof StockCounted counted) {
            bounded = Pieces.bounded(counted.onHand());
        } else if (event.data() instanceof StockMoved moved) {
            bounded = Pieces.bounded(moved.quantity());
        }
        return bounded ? null : event.type().value() + ": a quantity has too many digits";
    }

    private Optional<CanonicalEvent> skipped(String why) {
        skip(why);
        return Optional.empty();
    }

    /** The record is not counted, though it may be well written. */
    void skip(String why) {
        if (skipped != null) {
            RecordMetadata at = context.recordMetadata().orElse(UNKNOWN);
            skipped.count(at.topic(), at.partition(), at.offset(), why);
        }
    }
}
