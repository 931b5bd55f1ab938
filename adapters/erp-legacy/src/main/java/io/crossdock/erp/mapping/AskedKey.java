package io.crossdock.erp.mapping;

import java.util.Set;

/**
 * A key that is to be told again, as the database has it now.
 *
 * @param key an item's SKU
 * @param wasTold whether something was told of it before; then it is told, too, that there is nothing any more
 * @param locations where it was told to have a level
 */
public record AskedKey(String key, boolean wasTold, Set<String> locations) {

    public AskedKey {
        locations = Set.copyOf(locations);
    }
}
