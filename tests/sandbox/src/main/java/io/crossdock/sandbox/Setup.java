package io.crossdock.sandbox;

import java.time.Clock;
import java.util.List;
import java.util.Random;

/**
 * What a shop starts with.
 *
 * @param name the shop's own name; ids, keys and secrets derive from it and from {@code random}
 * @param catalogue the items it lists, each SKU once
 * @param currency ISO 4217
 * @param locations how many stock locations the shop has, at least 1
 * @param backorders whether buyers may order more than is shown
 */
public record Setup(
        String name,
        List<CatalogueItem> catalogue,
        String currency,
        int locations,
        boolean backorders,
        Random random,
        Clock clock) {

    public Setup {
        catalogue = List.copyOf(catalogue);
    }

    /** One location, no backorders. */
    public static Setup of(String name, List<CatalogueItem> catalogue, String currency, Random random, Clock clock) {
        return new Setup(name, catalogue, currency, 1, false, random, clock);
    }

    public Setup withLocations(int number) {
        return new Setup(name, catalogue, currency, number, backorders, random, clock);
    }

    public Setup withBackorders() {
        return new Setup(name, catalogue, currency, locations, true, random, clock);
    }
}
