package io.crossdock.pos.square;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.StockCounted;
import io.crossdock.pos.square.SquareCodes.Shelf;
import io.crossdock.pos.square.SquareTranslation.FetchedCounts;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Facts;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.time.Instant;
import java.util.List;

/** A shop that counts its own stock: what is {@code IN_STOCK} to levels, in the order that Square calculated them. */
final class CountTranslation {

    private static final Instant YEAR_9999 = Instant.parse("9999-01-01T00:00:00Z");

    private final FetchedCounts fetched;
    private final SquareCatalog catalog;
    private final InboundRecord inbound;
    private final Channel channel;
    private final Facts facts;

    private CountTranslation(FetchedCounts fetched, InboundRecord inbound, Channel channel, Facts facts) {
        this.fetched = fetched;
        this.catalog = new SquareCatalog(fetched.objects(), inbound, channel);
        this.inbound = inbound;
        this.channel = channel;
        this.facts = facts;
    }

    static List<CanonicalEvent> events(FetchedCounts fetched, InboundRecord inbound, Channel channel, Facts facts) {
        return new CountTranslation(fetched, inbound, channel, facts).events();
    }

    private List<CanonicalEvent> events() {
        return fetched.counts().stream()
                .filter(this::isLevel)
                .map(this::counted)
                .toList();
    }

    /** An estimated count is worked out from other variations' and is no level of its own. */
    private boolean isLevel(SquareCount count) {
        Shelf shelf = SquareCodes.shelf(count.state())
                .orElseThrow(() -> unmappable("unknown inventory state '" + count.state() + "'"));
        return shelf == Shelf.ON_HAND && !count.isEstimated();
    }

    private CanonicalEvent counted(SquareCount count) {
        String variation = count.catalogObjectId();
        Instant at = count.calculatedAt();
        if (variation == null || count.locationId() == null || count.quantity() == null || at == null) {
            throw unmappable("a count without variation, location, quantity or time");
        }
        LocationId location = channel.locationOf(count.locationId())
                .orElseThrow(() -> unmappable("unknown location '" + count.locationId() + "'"));
        StockCounted counted = new StockCounted(catalog.skuOf(variation), location, count.quantity());
        return facts.event(counted, variation + ":" + count.locationId() + "@" + at, at, Sequence.of(0, micros(at), 0));
    }

    private long micros(Instant at) {
        if (at.isBefore(Instant.EPOCH) || at.isAfter(YEAR_9999)) {
            throw unmappable("calculated_at is no time of a count");
        }
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private Failure unmappable(String what) {
        return Failure.unmappable(channel.system(), inbound.kind(), inbound.key(), what);
    }
}
