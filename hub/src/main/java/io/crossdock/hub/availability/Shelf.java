package io.crossdock.hub.availability;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.EventRecords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The items of a partition and, beside each kit, the stock of its parts. What changed of an item's availability is told to
 * everybody, and to the kits that the item is in.
 */
final class Shelf {

    static final String PARTS = "parts";

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    /** No SKU holds it. */
    private static final char SEPARATOR = '\0';

    private final ProcessorContext<byte[], byte[]> context;
    private final KeyValueStore<String, ItemStock> items;
    private final KeyValueStore<String, Part> parts;
    private final EventRecords records = new EventRecords();

    Shelf(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.items = context.getStateStore(AvailabilityProcessor.ITEMS);
        this.parts = context.getStateStore(PARTS);
    }

    /** {@link ItemStock#EMPTY} where there is none. */
    ItemStock item(String sku) {
        ItemStock stored = items.get(sku);
        return stored == null ? ItemStock.EMPTY : stored;
    }

    /**
     * Puts an item in the place of what it was before; the same changes nothing.
     *
     * @param version that what is told of it will have
     */
    void replace(Sku sku, ItemStock before, ItemStock after, long version, Cause cause, long timestamp) {
        if (after.equals(before)) {
            return;
        }
        if (!before.isKit() && !after.isKit()) {
            settle(sku, before, () -> shown(sku, before), after, version, cause, timestamp);
            return;
        }
        Optional<AvailabilityChanged> shown = shown(sku, before);
        Set<String> left = new TreeSet<>(before.description().parts().keySet());
        left.removeAll(after.description().parts().keySet());
        left.forEach(part -> parts.delete(key(sku.value(), part)));
        if (after.description().isItsOwnPart(sku) && !before.description().isItsOwnPart(sku)) {
            refused(sku, KitStock.Refusal.ITS_OWN_PART);
        }
        settle(sku, before, () -> shown, after, version, cause, timestamp);
    }

    /** Takes a part's stock to a kit; one that it is not made of any more does not hear of it. */
    void tell(Part part, Cause cause, long timestamp) {
        Sku kit = new Sku(part.kit());
        ItemStock before = item(part.kit());
        if (!before.description().parts().containsKey(part.sku().value())) {
            return;
        }
        Optional<AvailabilityChanged> shown = shown(kit, before);
        String key = key(part.kit(), part.sku().value());
        Part known = parts.get(key);
        parts.put(key, part);
        if (part.isKit() && (known == null || !known.isKit())) {
            refused(kit, KitStock.Refusal.PART_IS_A_KIT);
        }
        // A shop that sold a part, or a kit by way of its part, has changed what it shows of the kit.
        long version = before.nextVersion(context.currentSystemTimeMs());
        ItemStock after = cause.channel()
                .map(channel -> before.touchedBy(channel, version))
                .orElse(before);
        settle(kit, before, () -> shown, after, version, cause, timestamp);
    }

    /** Tells an item that it is a part, and the kit what there is of it. */
    void tell(KitMembership told, Cause cause, long timestamp) {
        ItemStock before = item(told.part());
        ItemStock after = before.with(told);
        if (!after.equals(before)) {
            items.put(told.part(), after);
        }
        if (told.isPart()) {
            forward(Part.of(told.kit(), new Sku(told.part()), after), cause, timestamp);
        }
    }

    private static void refused(Sku kit, KitStock.Refusal refusal) {
        LOG.warn("a kit cannot be made and is 0 on all channels sku={} reason={}", kit, refusal.why());
    }

    private void settle(
            Sku sku,
            ItemStock before,
            Supplier<Optional<AvailabilityChanged>> shownBefore,
            ItemStock after,
            long version,
            Cause cause,
            long timestamp) {
        Optional<AvailabilityChanged> shown = shown(sku, after);
        boolean isNews = shown.isPresent() && isNews(before, shownBefore, after, shown);
        // Kits are made of what is there: nobody tells them what is expected of their parts.
        boolean isNewsToKits = isNews && !before.expecting(after.expected()).equals(after);
        ItemStock next = isNews ? after.withVersion(version) : after;
        if (!next.equals(before)) {
            items.put(sku.value(), next);
        }
        if (isNews) {
            var out = records.record("", cause.causes(shown.get(), next.version()));
            // As of now, also where what caused it was waiting: whoever reads it asks what was said lately.
            context.forward(new Record<>(out.key(), out.value(), context.currentSystemTimeMs(), out.headers()));
        }
        for (String kit : next.kits()) {
            Part part = Part.of(kit, sku, next);
            if (isNewsToKits || !part.equals(Part.of(kit, sku, before))) {
                forward(part, cause, timestamp);
            }
        }
    }

    private static boolean isNews(
            ItemStock before,
            Supplier<Optional<AvailabilityChanged>> shownBefore,
            ItemStock after,
            Optional<AvailabilityChanged> shown) {
        if (before.version() == 0 || !before.touched().equals(after.touched())) {
            return true;
        }
        boolean isMoreThanLevels = before.isKit() || after.isKit() || !after.differsByLevelsAlone(before);
        return isMoreThanLevels ? !shown.equals(shownBefore.get()) : !after.hasAsManyOnHand(before);
    }

    /** What channels see, whatever lies beneath it; empty while there is nothing to tell, or not yet. */
    private Optional<AvailabilityChanged> shown(Sku sku, ItemStock item) {
        if (item.isKit()) {
            KitStock kit = new KitStock(sku, item, parts(sku, item));
            return kit.isKnown() ? Optional.of(kit.availability(1)) : Optional.empty();
        }
        if (!item.isKnown()) {
            return Optional.empty();
        }
        AvailabilityChanged here = item.availability(sku, 1);
        if (item.expected().bySource().isEmpty()) {
            return Optional.of(here);
        }
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        return Optional.of(here.expecting(item.expected().coming(now)));
    }

    private SortedMap<String, Part> parts(Sku kit, ItemStock item) {
        SortedMap<String, Part> known = new TreeMap<>();
        for (String sku : item.description().parts().keySet()) {
            Part part = parts.get(key(kit.value(), sku));
            if (part != null) {
                known.put(sku, part);
            }
        }
        return known;
    }

    private void forward(Part part, Cause cause, long timestamp) {
        context.forward(new Record<>(
                part.kit().getBytes(StandardCharsets.UTF_8),
                KitProcessor.PARTS.serializer().serialize(null, part),
                timestamp,
                cause.headers(Part.CONTENT_TYPE)));
    }

    /** The kit that a key of the store of parts belongs to. */
    static String kit(String key) {
        return key.substring(0, key.indexOf(SEPARATOR));
    }

    private static String key(String kit, String part) {
        return kit + SEPARATOR + part;
    }
}
