package io.crossdock.sandbox;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What one system was told, what it refused, what it sold and what it shows now. Every change of what is shown goes
 * through here, under one lock, so that the history always explains the state.
 */
public final class Ledger {

    /** Why a request was refused. */
    public enum Reason {
        UNAUTHORIZED,
        MALFORMED,
        /** A compare-and-set, a version or a time that is not the newest. */
        STALE,
        UNKNOWN,
        REJECTED,
        THROTTLED
    }

    /**
     * A write that the system accepted, item by item.
     *
     * @param operation the vendor's name of it
     * @param location the system's own id; null for a price
     * @param quantity pieces as written; null for a price
     * @param price null for a quantity
     */
    public record Write(Instant at, String operation, String sku, String location, Long quantity, BigDecimal price) {}

    /** @param key the SKU or id it was about; empty where it was about the whole request */
    public record Refusal(Instant at, String operation, Reason reason, String key) {}

    /** @param pieces negative where they came back */
    public record Sale(Instant at, String orderId, String sku, String location, long pieces) {}

    private static final class Shelf {
        private final Map<String, Long> quantities = new LinkedHashMap<>();
        private BigDecimal price;
    }

    private final Clock clock;
    private final Map<String, Shelf> shelves = new LinkedHashMap<>();
    private final List<Write> writes = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Sale> sales = new ArrayList<>();
    private Consumer<Sale> seller = sale -> {};

    public Ledger(Setup setup, List<String> locations) {
        clock = setup.clock();
        for (CatalogueItem item : setup.catalogue()) {
            Shelf shelf = new Shelf();
            locations.forEach(location -> shelf.quantities.put(location, 0L));
            shelf.quantities.put(locations.get(0), item.quantity());
            shelf.price = item.price();
            shelves.put(item.sku(), shelf);
        }
    }

    /** Runs what must see and change the state in one go, such as a compare-and-set. */
    public synchronized <T> T atomically(Supplier<T> work) {
        return work.get();
    }

    /** @throws IllegalArgumentException for a SKU that the system does not list */
    public synchronized Shown shown(String sku) {
        Shelf shelf = shelf(sku);
        return new Shown(new HashMap<>(shelf.quantities), shelf.price);
    }

    public synchronized long quantity(String sku, String location) {
        return shelf(sku).quantities.getOrDefault(location, 0L);
    }

    /** Tells one listener of every sale from now on, under the ledger's lock. */
    public synchronized void whenSold(Consumer<Sale> listener) {
        seller = listener;
    }

    /** Whether the system lists the item. */
    public synchronized boolean lists(String sku) {
        return shelves.containsKey(sku);
    }

    public synchronized Set<String> skus() {
        return Set.copyOf(shelves.keySet());
    }

    public synchronized List<Write> writes() {
        return List.copyOf(writes);
    }

    public List<Write> writes(String sku) {
        return writes().stream().filter(write -> write.sku().equals(sku)).toList();
    }

    public synchronized List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    public long refusals(Reason reason) {
        return refusals().stream().filter(refusal -> refusal.reason() == reason).count();
    }

    public synchronized List<Sale> sales() {
        return List.copyOf(sales);
    }

    /** Pieces sold and not given back. */
    public long sold(String sku) {
        return sales().stream()
                .filter(sale -> sale.sku().equals(sku))
                .mapToLong(Sale::pieces)
                .sum();
    }

    public void quantityWritten(String operation, String sku, String location, long pieces) {
        quantityWritten(operation, sku, location, pieces, pieces);
    }

    /** @param result what is shown then; differs from {@code pieces} where sales after the count are already known */
    public synchronized void quantityWritten(String operation, String sku, String location, long pieces, long result) {
        shelf(sku).quantities.put(location, result);
        writes.add(new Write(clock.instant(), operation, sku, location, pieces, null));
    }

    /** Somebody changes what is shown at the system itself, where no request of ours is involved. */
    public synchronized void edited(String sku, String location, long pieces) {
        shelf(sku).quantities.put(location, pieces);
    }

    /** The same for a price. */
    public synchronized void edited(String sku, BigDecimal price) {
        shelf(sku).price = price;
    }

    /** Somebody takes the item off the system's list. */
    public synchronized void delisted(String sku) {
        shelf(sku);
        shelves.remove(sku);
    }

    public synchronized void priceWritten(String operation, String sku, BigDecimal price) {
        shelf(sku).price = price;
        writes.add(new Write(clock.instant(), operation, sku, null, null, price));
    }

    public synchronized void refused(String operation, Reason reason, String key) {
        refusals.add(new Refusal(clock.instant(), operation, reason, key));
    }

    /** @param pieces taken off what is shown; negative puts them back */
    public synchronized void sold(String orderId, String sku, String location, long pieces) {
        shelf(sku).quantities.merge(location, -pieces, Long::sum);
        Sale sale = new Sale(clock.instant(), orderId, sku, location, pieces);
        sales.add(sale);
        seller.accept(sale);
    }

    private Shelf shelf(String sku) {
        Shelf shelf = shelves.get(sku);
        if (shelf == null) {
            throw new IllegalArgumentException("not in the catalogue: " + sku);
        }
        return shelf;
    }
}
