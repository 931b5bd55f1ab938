package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps every item's ledger and tells what changed of its availability. */
final class AvailabilityProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    static final String ITEMS = "items";
    static final String CLAIMS = "claims";
    static final Serde<Reservation> RESERVATIONS = StateJson.serde(Reservation.class);

    private static final Deserializer<KitMembership> MEMBERSHIPS =
            StateJson.serde(KitMembership.class).deserializer();

    private final SkippedRecords skipped;
    private final Duration retention;
    private final UnabsorbedSales unabsorbed;
    private final Duration salesAwaited;
    private ProcessorContext<byte[], byte[]> context;
    private Shelf shelf;
    private KeyValueStore<String, Claim> claims;
    private EventReader reader;

    AvailabilityProcessor(SkippedRecords skipped, UnabsorbedSales unabsorbed, AvailabilitySettings settings) {
        this.skipped = skipped;
        this.unabsorbed = unabsorbed;
        this.retention = settings.endedKept();
        this.salesAwaited = settings.salesAwaited();
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        shelf = new Shelf(context);
        claims = context.getStateStore(CLAIMS);
        reader = new EventReader(context, skipped);
        var sweep = new Sweep<>(
                claims,
                Sweep.SLICE,
                (claim, now) -> claim.idleSince() > 0 && claim.idleSince() < now - retention.toMillis());
        context.schedule(Sweep.INTERVAL, PunctuationType.WALL_CLOCK_TIME, sweep);
        var overdue = new OverdueSales(
                claims,
                sku -> shelf.item(sku).levels(),
                salesAwaited,
                unabsorbed,
                context.taskId().partition(),
                this::giveUp);
        context.schedule(Sweep.INTERVAL, PunctuationType.WALL_CLOCK_TIME, overdue);
    }

    @Override
    public void close() {
        unabsorbed.leave(context.taskId().partition());
    }

    private void giveUp(String sku, String document, Instant before, Instant now) {
        apply(
                now.toEpochMilli(),
                Cause.ofTime(now),
                new Sku(sku),
                (ledger, item) -> ledger.giveUpSales(item, document, before));
        unabsorbed.givenUp(sku, document, now);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (AvailabilityTopology.isFrom(AvailabilityTopology.RESERVATIONS, context)) {
            Reservation reservation = RESERVATIONS.deserializer().deserialize(null, record.value());
            Cause cause = Cause.of(record.headers());
            apply(record.timestamp(), cause, reservation.sku(), (ledger, item) -> ledger.apply(item, reservation));
        } else if (AvailabilityTopology.isFrom(AvailabilityTopology.KIT_PARTS, context)
                && OfContent.is(KitMembership.CONTENT_TYPE, record)) {
            KitMembership told = MEMBERSHIPS.deserialize(null, record.value());
            shelf.tell(told, Cause.of(record.headers()), record.timestamp());
        } else {
            reader.read(record).ifPresent(event -> apply(record, event));
        }
    }

    private void apply(Record<byte[], byte[]> record, CanonicalEvent event) {
        apply(
                record.timestamp(),
                Cause.of(event),
                new Sku(event.subject()),
                (ledger, item) -> ledger.apply(item, event));
    }

    private void apply(long timestamp, Cause cause, Sku sku, BiFunction<ItemLedger, ItemStock, ItemStock> change) {
        ItemStock before = shelf.item(sku.value());
        long now = context.currentSystemTimeMs();
        long version = before.nextVersion(now);
        var ledger = new ItemLedger(new StoredClaims(claims, sku), now);
        ItemStock changed = change.apply(ledger, before);
        ItemStock after = cause.channel()
                .filter(channel -> ledger.tookNews() || !changed.equals(before))
                .map(channel -> changed.touchedBy(channel, version))
                .orElse(changed);
        shelf.replace(sku, before, after, version, cause, timestamp);
    }
}
