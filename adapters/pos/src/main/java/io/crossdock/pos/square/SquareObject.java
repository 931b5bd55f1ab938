package io.crossdock.pos.square;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** {@code CatalogObject} of type {@code ITEM_VARIATION}. */
@JsonNaming(SnakeCaseStrategy.class)
record SquareObject(String id, Variation itemVariationData) {

    record Variation(String sku) {}

    /** Null where there is none. */
    String sku() {
        return itemVariationData == null ? null : itemVariationData.sku();
    }
}
