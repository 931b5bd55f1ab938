package io.crossdock.bench.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Component;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The items of the load, each by its number; every hundredth is a kit of the two that follow it. */
final class Catalogue {

    static final List<LocationId> LOCATIONS = List.of(new LocationId("hamburg"), new LocationId("lyon"));

    /** The least number of items: below, a kit would lack its parts. */
    static final int LEAST = 3;

    private static final int KIT_EVERY = 100;
    private static final int SOME_PIECES = 100;

    private final int items;
    private final Envelopes envelopes;

    Catalogue(int items, Envelopes envelopes) {
        this.items = items;
        this.envelopes = envelopes;
    }

    int items() {
        return items;
    }

    /** A description of each item, and a level at each location of those that are no kits. */
    Stream<CanonicalEvent> all() {
        return IntStream.range(0, items)
                .boxed()
                .flatMap(item -> isKit(item)
                        ? Stream.of(description(item))
                        : Stream.of(description(item), level(item, 0, SOME_PIECES), level(item, 1, SOME_PIECES)));
    }

    Sku sku(int item) {
        return new Sku("SKU-%07d".formatted(item));
    }

    boolean isKit(Sku sku) {
        return isKit(Integer.parseInt(sku.value().substring("SKU-".length())));
    }

    private boolean isKit(int item) {
        return item % KIT_EVERY == 0 && item + 2 < items;
    }

    /** A kit's stock is its parts': where one was asked for, the level is that of the next item. */
    CanonicalEvent level(int item, int location, int pieces) {
        Sku sku = sku(isKit(item) ? item + 1 : item);
        return envelopes.erp(new StockCounted(sku, LOCATIONS.get(location), BigDecimal.valueOf(pieces)));
    }

    CanonicalEvent description(int item) {
        List<Component> parts = isKit(item)
                ? List.of(
                        new Component(sku(item + 1), BigDecimal.ONE),
                        new Component(sku(item + 2), BigDecimal.valueOf(2)))
                : List.of();
        return envelopes.erp(new ItemDescribed(sku(item), "Lamp " + item, null, parts, false));
    }
}
