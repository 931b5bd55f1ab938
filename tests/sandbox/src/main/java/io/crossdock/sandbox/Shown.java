package io.crossdock.sandbox;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What a system shows for an item now.
 *
 * @param quantities pieces by the system's own location id
 */
public record Shown(Map<String, Long> quantities, BigDecimal price) {

    public Shown {
        quantities = Map.copyOf(quantities);
    }

    /** Pieces over all locations. */
    public long quantity() {
        return quantities.values().stream().mapToLong(Long::longValue).sum();
    }
}
