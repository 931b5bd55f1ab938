package io.crossdock.hub.availability;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderState;
import io.crossdock.canonical.Sku;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Both pure cores wired as the topology wires them; the internal topic delivers late, as a real one may. */
final class Ledgers {

    private final Random delays;
    private final Map<String, OrderBook> books = new HashMap<>();
    private final Map<String, ItemStock> items = new HashMap<>();
    private final Map<String, InMemoryClaims> claims = new HashMap<>();
    private final Deque<Reservation> internal = new ArrayDeque<>();

    Ledgers(Random delays) {
        this.delays = delays;
    }

    void give(CanonicalEvent event) {
        if (event.data() instanceof OrderState || event.data() instanceof OrderBooked) {
            OrderBook known = books.getOrDefault(event.subject(), OrderBook.EMPTY);
            OrderBook book = known.apply(event, 1);
            books.put(event.subject(), book);
            internal.addAll(book.changesSince(known, new OrderId(event.subject())));
        } else {
            String sku = event.subject();
            items.put(sku, ledger(sku).apply(item(sku), event));
        }
        while (!internal.isEmpty() && delays.nextInt(3) == 0) {
            deliver();
        }
    }

    void deliverAll() {
        while (!internal.isEmpty()) {
            deliver();
        }
    }

    AvailabilityChanged availability(String sku) {
        return item(sku).availability(new Sku(sku), 1);
    }

    ItemStock item(String sku) {
        return items.getOrDefault(sku, ItemStock.EMPTY);
    }

    /** What the item's total must be: every claim under the newest levels. */
    Effect sumOfClaims(String sku) {
        Effect sum = Effect.NONE;
        for (Claim claim : claims(sku).claims.values()) {
            sum = sum.plus(claim.effect(item(sku).levels()));
        }
        return sum;
    }

    /** Whether exactly those claims are visited by a level that it could change. */
    boolean marksAreRight(String sku) {
        InMemoryClaims known = claims(sku);
        Levels levels = item(sku).levels();
        return known.claims.entrySet().stream()
                .filter(entry -> entry.getValue().waits(levels))
                .map(Map.Entry::getKey)
                .toList()
                .equals(item(sku).waiting().all(known).stream().sorted().toList());
    }

    private void deliver() {
        Reservation next = internal.removeFirst();
        String sku = next.sku().value();
        items.put(sku, ledger(sku).apply(item(sku), next, Events.NOON));
    }

    private ItemLedger ledger(String sku) {
        return new ItemLedger(claims(sku), 1, 1, Duration.ofDays(45));
    }

    private InMemoryClaims claims(String sku) {
        return claims.computeIfAbsent(sku, first -> new InMemoryClaims());
    }
}
