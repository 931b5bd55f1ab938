package io.crossdock.hub.erp;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.erp.mapping.PriceDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The next date of every item whose prices have one; items without take no room. */
final class PriceDates {

    private final Map<String, PriceDate> bySku = new HashMap<>();
    private Instant earliest = Instant.MAX;

    /** An event that was written; of two of an item the newer holds, in whatever order they are told. */
    synchronized void told(CanonicalEvent event) {
        if (!(event.data() instanceof PriceChanged) || event.sequence() == null) {
            return;
        }
        PriceDate known = bySku.get(event.subject());
        if (known != null && known.told().compareTo(event.sequence()) > 0) {
            return;
        }
        bySku.remove(event.subject());
        PriceDate.of(event).ifPresent(date -> {
            bySku.put(date.sku(), date);
            earliest = date.at().isBefore(earliest) ? date.at() : earliest;
        });
    }

    /** It is a dead letter: asking again would only make another. */
    synchronized void forget(String sku) {
        bySku.remove(sku);
    }

    /**
     * Those whose date has come.
     *
     * @param most of them at once
     */
    synchronized List<PriceDate> come(Instant now, int most) {
        if (now.isBefore(earliest)) {
            return List.of();
        }
        List<PriceDate> come = new ArrayList<>();
        Instant next = Instant.MAX;
        for (PriceDate date : bySku.values()) {
            if (date.at().isAfter(now)) {
                next = date.at().isBefore(next) ? date.at() : next;
            } else if (come.size() < most) {
                come.add(date);
            }
        }
        if (come.isEmpty()) {
            earliest = next;
        }
        return come;
    }
}
