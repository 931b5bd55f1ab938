package io.crossdock.hub.availability;

import io.crossdock.canonical.ExpectedLine;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.Topics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What availability knows of some items and tells no channel: which levels it counts from, and what each document takes.
 * It is read from the changelogs of its stores, so that it can be asked whether a hub runs or not (docs/adr/0027).
 */
public final class LedgerView {

    private static final Deserializer<ItemStock> STOCKS = ItemStock.SERDE.deserializer();
    private static final Deserializer<Claim> CLAIMS = Claim.SERDE.deserializer();

    private static final Deserializer<Part> PARTS = KitProcessor.PARTS.deserializer();

    private final String itemsTopic;
    private final String claimsTopic;
    private final String partsTopic;
    private final Map<String, ItemStock> items = new HashMap<>();
    private final Map<String, SortedMap<String, Claim>> claims = new HashMap<>();
    private final Map<String, SortedMap<String, Part>> parts = new HashMap<>();

    /** @param skus the only ones that are remembered */
    public LedgerView(Topics topics, Collection<Sku> skus) {
        this.itemsTopic = changelog(topics, AvailabilityProcessor.ITEMS);
        this.claimsTopic = changelog(topics, AvailabilityProcessor.CLAIMS);
        this.partsTopic = changelog(topics, Shelf.PARTS);
        skus.forEach(sku -> claims.put(sku.value(), new TreeMap<>()));
    }

    /**
     * What is known of one item.
     *
     * @param version of the last availability that went out; 0 before the first
     * @param arrivals what is to arrive, in the order of who told it
     * @param kit what it is made of; null for an item that is no kit
     */
    public record Ledger(long version, List<Counted> levels, List<Taken> taken, List<Arrival> arrivals, Kit kit) {}

    /**
     * Pieces that are to arrive.
     *
     * @param toldBy the source, and behind a blank its document where it named one
     * @param sequence of the event that told it
     * @param saidAt when its source said it; null where an earlier release stored it
     * @param arrivedAt when the hub had it; null as before
     */
    public record Arrival(String toldBy, String sequence, Instant saidAt, Instant arrivedAt, ExpectedLine line) {}

    /**
     * What a kit is made of.
     *
     * @param refusal why it cannot be made, wherever its parts lie; null where it can
     */
    public record Kit(String refusal, List<KitPart> parts) {}

    /**
     * A part of a kit, with its own stock as the kit counts it.
     *
     * @param each pieces that one kit takes
     * @param isCounted whether anybody has counted the part
     * @param unplaced what is promised from one of several locations
     */
    public record KitPart(
            Sku sku,
            BigDecimal each,
            boolean isCounted,
            List<LocationStock> locations,
            List<FloatingReservation> unplaced) {}

    /**
     * The newest level of a location.
     *
     * @param source of the event that told it; null where an earlier release stored it, as with its times
     * @param sequence its place in its source's order
     * @param saidAt when its source committed it
     * @param arrivedAt when the hub had it
     * @param asOf the latest time at which any level of the location was committed
     * @param salesUntil until when levels of the location say that they include tills' sales; null where none does
     */
    public record Counted(
            LocationId location,
            BigDecimal onHand,
            String source,
            String sequence,
            Instant saidAt,
            Instant arrivedAt,
            Instant asOf,
            Instant salesUntil) {}

    /**
     * What a document does to the item until levels exclude it.
     *
     * @param document such as {@code order acme-eu:1001}
     * @param moved pieces by location, negative for what left
     * @param reserved pieces by the locations that they may be taken from, with commas between; empty for anywhere
     * @param channel whose order it is; null for what is no order
     * @param since from when on the order reserves, in whole seconds; null where it does not, or nobody knows
     * @param until what would end the reservation; null where nothing is reserved
     * @param moves of which {@code moved} is the sum
     */
    public record Taken(
            String document,
            SortedMap<String, BigDecimal> moved,
            SortedMap<String, BigDecimal> reserved,
            String channel,
            Instant since,
            String until,
            List<Moved> moves) {}

    /**
     * A move that no level includes.
     *
     * @param isSale whether a till sold the pieces, or took them back
     * @param source who told it; null where an earlier release stored it, as with when it arrived
     * @param at when it happened there
     * @param arrivedAt when the hub had it
     * @param until what would end it
     */
    public record Moved(
            String move,
            LocationId location,
            BigDecimal quantity,
            boolean isSale,
            String source,
            Instant at,
            Instant arrivedAt,
            String until) {}

    /** Kafka Streams names a changelog by application and store. */
    private static String changelog(Topics topics, String store) {
        return topics.prefix() + ".availability-" + store + "-changelog";
    }

    /** The topics that it wants to see the records of. */
    public List<String> topics() {
        return List.of(itemsTopic, claimsTopic, partsTopic);
    }

    public void accept(ConsumerRecord<byte[], byte[]> written) {
        String key = new String(written.key(), StandardCharsets.UTF_8);
        if (written.topic().equals(itemsTopic)) {
            item(key, written.value());
        } else if (written.topic().equals(claimsTopic)) {
            StoredClaims.Key.of(key).ifPresent(named -> claim(named, written.value()));
        } else if (written.topic().equals(partsTopic)) {
            part(key, written.value());
        }
    }

    private void item(String sku, byte[] value) {
        if (!claims.containsKey(sku)) {
            return;
        }
        if (value == null) {
            items.remove(sku);
        } else {
            items.put(sku, STOCKS.deserialize(itemsTopic, value));
        }
    }

    private void part(String key, byte[] value) {
        String kit = Shelf.kit(key);
        if (!claims.containsKey(kit)) {
            return;
        }
        SortedMap<String, Part> known = parts.computeIfAbsent(kit, first -> new TreeMap<>());
        if (value == null) {
            known.remove(key);
        } else {
            known.put(key, PARTS.deserialize(partsTopic, value));
        }
    }

    private void claim(StoredClaims.Key named, byte[] value) {
        SortedMap<String, Claim> known = claims.get(named.sku());
        if (known == null) {
            return;
        }
        if (value == null) {
            known.remove(named.document());
        } else {
            known.put(named.document(), CLAIMS.deserialize(claimsTopic, value));
        }
    }

    /** Empty for an item that availability has never heard of. */
    public Optional<Ledger> of(Sku sku) {
        ItemStock item = items.get(sku.value());
        if (item == null) {
            return Optional.empty();
        }
        List<Counted> levels = new ArrayList<>();
        item.levels().byLocation().forEach((location, level) -> levels.add(counted(location, level)));
        List<Taken> taken = new ArrayList<>();
        claims.get(sku.value()).forEach((document, claim) -> {
            Effect effect = claim.effect(item.levels());
            if (!effect.isNone()) {
                taken.add(taken(document, claim, effect, item.levels()));
            }
        });
        List<Arrival> arrivals = new ArrayList<>();
        item.expected().bySource().forEach((source, told) -> told.lines()
                .forEach(line -> arrivals.add(new Arrival(
                        source,
                        told.sequence().value(),
                        told.origin() == null ? null : told.origin().saidAt(),
                        told.origin() == null ? null : told.origin().arrivedAt(),
                        line))));
        return Optional.of(new Ledger(item.version(), levels, taken, arrivals, item.isKit() ? kit(sku, item) : null));
    }

    private static Counted counted(String location, Level level) {
        Origin origin = level.origin();
        return new Counted(
                new LocationId(location),
                level.onHand(),
                origin == null ? null : origin.source(),
                level.sequence().value(),
                origin == null ? null : origin.saidAt(),
                origin == null ? null : origin.arrivedAt(),
                level.asOf(),
                level.salesUntil());
    }

    private static Taken taken(String document, Claim claim, Effect effect, Levels levels) {
        boolean reserves = !effect.reserved().isEmpty();
        List<Moved> moves = new ArrayList<>();
        claim.counted(levels).forEach((id, move) -> moves.add(moved(id, move, claim, levels)));
        return new Taken(
                document,
                effect.moved(),
                effect.reserved(),
                ItemLedger.channel(document).orElse(null),
                reserves ? claim.since() : null,
                reserves ? Ending.ofReservation(claim, levels) : null,
                moves);
    }

    private static Moved moved(String id, Move move, Claim claim, Levels levels) {
        Origin origin = move.origin();
        return new Moved(
                id,
                new LocationId(move.location()),
                move.quantity(),
                move.sale(),
                origin == null ? null : origin.source(),
                move.at(),
                origin == null ? null : origin.arrivedAt(),
                Ending.ofMove(move, claim, levels));
    }

    private Kit kit(Sku sku, ItemStock item) {
        Map<String, Part> known = new HashMap<>();
        parts.getOrDefault(sku.value(), new TreeMap<>())
                .values()
                .forEach(part -> known.put(part.sku().value(), part));
        List<KitPart> made = new ArrayList<>();
        item.description().parts().forEach((part, each) -> {
            Part stock = known.get(part);
            made.add(new KitPart(
                    new Sku(part),
                    each,
                    stock != null && stock.isKnown(),
                    stock == null ? List.of() : stock.locations(),
                    stock == null ? List.of() : stock.floating()));
        });
        KitStock.Refusal refusal = new KitStock(sku, item, known).refusal();
        return new Kit(refusal == null ? null : refusal.why(), made);
    }
}
