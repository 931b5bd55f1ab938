package io.crossdock.pos.square;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which variation lists a SKU, asked once and then remembered; of 50,000 the longest unused goes first. */
final class SquareVariations {

    private static final int REMEMBERED = 50_000;

    private final Map<String, String> known = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    });

    /**
     * @param failures takes a failure for each SKU that no variation has, or that several have
     * @return the variation's id of every other SKU
     */
    Map<Sku, String> find(List<Sku> skus, Channel channel, SquareClient client, Map<Sku, Failure> failures) {
        Map<Sku, String> found = new HashMap<>();
        List<Sku> unknown = new ArrayList<>();
        for (Sku sku : skus) {
            String variation = known.get(key(channel, sku));
            if (variation == null) {
                unknown.add(sku);
            } else {
                found.put(sku, variation);
            }
        }
        if (!unknown.isEmpty()) {
            search(unknown, channel, client, found, failures);
        }
        return found;
    }

    /** For a SKU that was refused: its variation may have been replaced by another. */
    void forget(Sku sku, Channel channel) {
        known.remove(key(channel, sku));
    }

    private void search(
            List<Sku> skus, Channel channel, SquareClient client, Map<Sku, String> found, Map<Sku, Failure> failures) {
        List<SquareObject> objects =
                client.variations(skus.stream().map(Sku::value).toList());
        for (Sku sku : skus) {
            // Square's search ignores case, our SKUs do not.
            List<String> variations = objects.stream()
                    .filter(object -> sku.value().equals(object.sku()))
                    .map(SquareObject::id)
                    .distinct()
                    .toList();
            if (variations.size() == 1) {
                known.put(key(channel, sku), variations.get(0));
                found.put(sku, variations.get(0));
            } else {
                String what = variations.isEmpty() ? "no variation has this SKU" : "several variations have this SKU";
                failures.put(sku, Failure.rejected(channel.system(), "SearchCatalogObjects", sku.value(), what));
            }
        }
    }

    private static String key(Channel channel, Sku sku) {
        return channel.id().value() + ' ' + sku.value();
    }
}
