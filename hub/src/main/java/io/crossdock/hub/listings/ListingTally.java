package io.crossdock.hub.listings;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ListingsReconciled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a reconciliation of listings found.
 *
 * @param from when the first page was asked for
 * @param until when the last page had come
 * @param listings read, without those that carry no SKU
 * @param hidden how many of them buyers do not see
 * @param withoutSku listings that carry no SKU, and are nobody's
 * @param agreeing items that show what is wanted
 * @param moving items that were being changed, so that nothing can be said of them
 * @param drifts in the order of the SKUs
 * @param repaired items that the sync was told to offer anew
 */
public record ListingTally(
        Instant from,
        Instant until,
        int pages,
        long listings,
        long hidden,
        long withoutSku,
        long agreeing,
        long moving,
        List<Drift> drifts,
        long repaired) {

    private static final int NAMED = 100;
    private static final int LONGEST_SKU = 64;

    public ListingTally {
        drifts = List.copyOf(drifts);
    }

    /** How many drifts there are of each cause; every cause is there. */
    public Map<DriftCause, Long> byCause() {
        Map<DriftCause, Long> counts = new EnumMap<>(DriftCause.class);
        for (DriftCause cause : DriftCause.values()) {
            counts.put(cause, 0L);
        }
        drifts.forEach(drift -> counts.merge(drift.cause(), 1L, Long::sum));
        return counts;
    }

    ListingsReconciled event(ChannelId channel) {
        List<ListingsReconciled.Count> counts = new ArrayList<>();
        byCause().forEach((cause, count) -> {
            if (count > 0) {
                counts.add(new ListingsReconciled.Count(cause.word(), count));
            }
        });
        List<String> skus = drifts.stream()
                .filter(drift -> drift.cause().isRepaired())
                .map(Drift::sku)
                .filter(sku -> sku.length() <= LONGEST_SKU)
                .distinct()
                .limit(NAMED)
                .toList();
        return new ListingsReconciled(channel, from, until, listings, agreeing, moving, counts, repaired, skus);
    }
}
