package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Sku;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps every item's ledger and tells what changed of its availability. */
final class AvailabilityProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    static final String ITEMS = "items";
    static final String CLAIMS = "claims";
    private static final Deserializer<KitMembership> MEMBERSHIPS =
            StateJson.serde(KitMembership.class).deserializer();

    private final SkippedRecords skipped;
    private final Overdue overdue;
    private final AvailabilitySettings settings;
    private ProcessorContext<byte[], byte[]> context;
    private Shelf shelf;
    private KeyValueStore<String, Claim> claims;
    private EventReader reader;

    AvailabilityProcessor(SkippedRecords skipped, Overdue overdue, AvailabilitySettings settings) {
        this.skipped = skipped;
        this.overdue = overdue;
        this.settings = settings;
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
                (claim, now) -> claim.idleSince() > 0
                        && claim.idleSince() < now - settings.endedKept().toMillis());
        context.schedule(Sweep.INTERVAL, PunctuationType.WALL_CLOCK_TIME, sweep);
        var late = new OverdueClaims(
                claims,
                sku -> shelf.item(sku).levels(),
                context.taskId().partition(),
                List.of(sales(), reservations()));
        context.schedule(Sweep.INTERVAL, PunctuationType.WALL_CLOCK_TIME, late);
    }

    private OverdueClaims.Wait sales() {
        return new OverdueClaims.Wait(
                Claim::hasUnabsorbedSale,
                Overdue.SALES_AFTER,
                Claim::hasUnabsorbedSale,
                settings.salesAwaited(),
                this::giveUpSales,
                overdue.sales());
    }

    private OverdueClaims.Wait reservations() {
        return new OverdueClaims.Wait(
                Claim::isOverdue,
                settings.reservations().alarmAfter(),
                Claim::isOverdueUnbooked,
                settings.reservations().expireAfter().orElse(null),
                this::expire,
                overdue.reservations());
    }

    @Override
    public void close() {
        overdue.leave(context.taskId().partition());
    }

    private void giveUpSales(StoredClaims.Key of, Instant before, Instant now) {
        atTime(now, of, (ledger, item) -> ledger.giveUpSales(item, of.document(), before));
    }

    private void expire(StoredClaims.Key of, Instant before, Instant now) {
        atTime(now, of, (ledger, item) -> ledger.expire(item, of.document()));
    }

    private void atTime(Instant now, StoredClaims.Key of, BiFunction<ItemLedger, ItemStock, ItemStock> change) {
        apply(now.toEpochMilli(), Cause.ofTime(now), new Sku(of.sku()), change);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (AvailabilityTopology.isFrom(AvailabilityTopology.RESERVATIONS, context)) {
            ToldReservation told = ToldReservation.of(record);
            Reservation reservation = told.reservation();
            Cause cause = told.cause();
            apply(
                    record.timestamp(),
                    cause,
                    reservation.sku(),
                    (ledger, item) -> ledger.apply(item, reservation, cause.time()));
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
        var ledger = new ItemLedger(new StoredClaims(claims, sku), now, timestamp, settings.endedKept());
        ItemStock changed = change.apply(ledger, before);
        ledger.refusal().ifPresent(reader::skip);
        ItemStock after = cause.channel()
                // No channel changes what it shows by what is expected.
                .filter(channel -> ledger.tookNews()
                        || !changed.expecting(before.expected()).equals(before))
                .map(channel -> changed.touchedBy(channel, version))
                .orElse(changed);
        shelf.replace(sku, before, after, version, cause, timestamp);
    }
}
