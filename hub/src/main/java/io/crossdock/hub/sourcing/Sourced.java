package io.crossdock.hub.sourcing;

import java.math.BigDecimal;
import java.util.List;

/**
 * From where an order is shipped.
 *
 * @param lines a line may come from several locations
 * @param open what no location can ship now
 */
public record Sourced(List<Shipped> lines, List<Open> open) {

    public Sourced {
        lines = List.copyOf(lines);
        open = List.copyOf(open);
    }

    /** Pieces of a line that a location ships. */
    public record Shipped(String line, String location, BigDecimal quantity) {}

    /** Pieces of a line that are nowhere. */
    public record Open(String line, BigDecimal quantity) {}
}
