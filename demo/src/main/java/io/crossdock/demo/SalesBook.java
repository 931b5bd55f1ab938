package io.crossdock.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every sale of the day and what became of it; the demo's own notes, which know nothing of the hub. */
final class SalesBook {

    private final Map<String, Sale> open = new LinkedHashMap<>();
    private final List<Sale> all = new ArrayList<>();

    synchronized void sold(Sale sale) {
        open.put(sale.orderId(), sale);
        all.add(sale);
    }

    /** The order has other lines now. */
    synchronized void changed(Sale sale) {
        open.put(sale.orderId(), sale);
    }

    /** Cancelled in its shop, or booked by the ERP: it promises nothing any more. */
    synchronized void ended(Sale sale) {
        open.remove(sale.orderId());
    }

    synchronized List<Sale> open() {
        return List.copyOf(open.values());
    }

    synchronized List<Sale> all() {
        return List.copyOf(all);
    }

    synchronized Optional<Sale> oldestOpen() {
        return open.values().stream().findFirst();
    }

    synchronized Optional<Sale> newestOpenOrder() {
        List<Sale> orders =
                open.values().stream().filter(sale -> !sale.isTill()).toList();
        return orders.isEmpty() ? Optional.empty() : Optional.of(orders.get(orders.size() - 1));
    }
}
