package io.crossdock.sandbox;

import java.time.Clock;
import java.util.List;
import java.util.Random;

/** The catalogue and the seed of all tests here. */
public final class Worlds {

    public static final List<CatalogueItem> CATALOGUE = List.of(
            CatalogueItem.of("SKU-1", "12.50", 10),
            CatalogueItem.of("SKU-2", "3.00", 5),
            CatalogueItem.of("SKU 3/blue", "99.90", 0));

    private Worlds() {}

    public static Setup setup(String name, String currency, Clock clock) {
        return Setup.of(name, CATALOGUE, currency, new Random(7), clock);
    }
}
