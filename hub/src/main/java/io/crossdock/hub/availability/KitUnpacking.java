package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockMoved;
import io.crossdock.hub.events.CloudEventHeaders;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Tells parts what becomes of their kits: that they are in one, and that a till sold one. Orders are told what kits are
 * made of. It compares what arrives with what the ledgers know, and therefore has to see it before them.
 */
final class KitUnpacking implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Serde<KitMembership> MEMBERSHIPS = StateJson.serde(KitMembership.class);
    private static final Set<String> TYPES = Set.of(EventType.ITEM_DESCRIBED.value(), EventType.STOCK_MOVED.value());

    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, ItemStock> items;
    private KeyValueStore<String, Claim> claims;
    private EventReader reader;

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        items = context.getStateStore(AvailabilityProcessor.ITEMS);
        claims = context.getStateStore(AvailabilityProcessor.CLAIMS);
        // The ledgers see the same records, and count those that nobody can use.
        reader = EventReader.quiet(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String type = CloudEventHeaders.text(record.headers(), CloudEventHeaders.PREFIX + "type");
        if (type == null || !TYPES.contains(type)) {
            return;
        }
        reader.read(record).ifPresent(event -> {
            if (event.data() instanceof ItemDescribed described) {
                described(event, described, record.timestamp());
            } else if (event.data() instanceof StockMoved moved && moved.reason() != StockMoved.Reason.ADJUSTED) {
                moved(event, moved, record.timestamp());
            }
        });
    }

    private void described(CanonicalEvent event, ItemDescribed described, long timestamp) {
        Sku kit = described.sku();
        Description known = item(kit).description();
        Description arrived = Description.of(event, described);
        if (!arrived.isNewerThan(known)) {
            return;
        }
        SortedMap<String, BigDecimal> before = known.partsOf(kit);
        SortedMap<String, BigDecimal> after = arrived.partsOf(kit);
        if (after.equals(before)) {
            return;
        }
        Cause cause = Cause.of(event);
        KitDefinition definition = new KitDefinition(kit.value(), after, known.equals(Description.NONE));
        context.forward(new Record<>(
                key(kit.value()),
                OrderProcessor.DEFINITIONS.serializer().serialize(null, definition),
                timestamp,
                cause.headers(KitDefinition.CONTENT_TYPE)));
        Set<String> parts = new TreeSet<>(before.keySet());
        parts.addAll(after.keySet());
        for (String part : parts) {
            if (before.containsKey(part) != after.containsKey(part)) {
                KitMembership told = new KitMembership(kit.value(), part, after.containsKey(part));
                context.forward(new Record<>(
                        key(part),
                        MEMBERSHIPS.serializer().serialize(null, told),
                        timestamp,
                        cause.headers(KitMembership.CONTENT_TYPE)));
            }
        }
    }

    /** What a till sold of a kit, it sold of the parts; told again, also after the kit is made otherwise, it is no news. */
    private void moved(CanonicalEvent event, StockMoved moved, long timestamp) {
        ItemStock kit = item(moved.sku());
        if (!kit.isKit() || isKnown(event, moved)) {
            return;
        }
        kit.description().partsOf(moved.sku()).forEach((part, each) -> {
            BigDecimal pieces = moved.quantity().multiply(each).setScale(6, RoundingMode.FLOOR);
            var ofPart = new StockMoved(
                    moved.move(), new Sku(part), moved.location(), pieces, moved.reason(), moved.order());
            var out = CloudEventHeaders.record("", of(event, ofPart));
            context.forward(new Record<>(out.key(), out.value(), timestamp, out.headers()));
        });
    }

    private static CanonicalEvent of(CanonicalEvent kits, StockMoved part) {
        return new CanonicalEvent(
                kits.id(),
                kits.source(),
                kits.time(),
                kits.sequence(),
                kits.committedAt(),
                kits.traceparent(),
                kits.translationRevision(),
                part);
    }

    private boolean isKnown(CanonicalEvent event, StockMoved moved) {
        Move known = new StoredClaims(claims, moved.sku())
                .get(ItemLedger.document(moved))
                .moves()
                .get(moved.move());
        return known != null && known.revision() >= event.translationRevision();
    }

    private ItemStock item(Sku sku) {
        ItemStock stored = items.get(sku.value());
        return stored == null ? ItemStock.EMPTY : stored;
    }

    private static byte[] key(String sku) {
        return sku.getBytes(StandardCharsets.UTF_8);
    }
}
