package io.crossdock.sandbox.shopify;

import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shop's stock locations; their ids are global ids, as the API takes them. */
record ShopifyLocations(List<String> ids) {

    static ShopifyLocations of(Setup setup) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < setup.locations(); i++) {
            ids.add("gid://shopify/Location/" + Ids.large(setup.name() + " location " + i));
        }
        return new ShopifyLocations(List.copyOf(ids));
    }

    Optional<String> idOf(String gid) {
        return ids.contains(gid) ? Optional.of(gid) : Optional.empty();
    }
}
