package io.crossdock.hub.availability;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a kit is made of, as orders are told: an internal record, and what each partition of orders remembers of it.
 *
 * @param parts pieces that one kit takes, by SKU; empty for an item that is a kit no more
 * @param isFirst whether nobody had described the item before, so that earlier orders meant the same kit
 */
record KitDefinition(String kit, SortedMap<String, BigDecimal> parts, boolean isFirst) {

    static final String CONTENT_TYPE = "application/vnd.crossdock.kit-definition.v1+json";

    KitDefinition {
        parts = parts == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }
}
