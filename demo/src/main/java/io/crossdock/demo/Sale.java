package io.crossdock.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An order or a till's sale, as the demo itself remembers it.
 *
 * @param orderId as the hub will call it, such as {@code acme-eu:P-12345678}
 * @param ownId as its shop calls it
 * @param pool the locations that it may be taken from
 * @param pieces by SKU
 */
record Sale(
        String orderId,
        String ownId,
        String channel,
        boolean isTill,
        List<String> pool,
        Map<String, Long> pieces,
        Instant soldAt) {

    boolean mayTakeFrom(Set<String> locations) {
        return pool.stream().anyMatch(locations::contains);
    }
}
