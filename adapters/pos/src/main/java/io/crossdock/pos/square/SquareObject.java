package io.crossdock.pos.square;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/** {@code CatalogObject} of type {@code ITEM_VARIATION}. */
@JsonNaming(SnakeCaseStrategy.class)
record SquareObject(String id, Variation itemVariationData) {

    /** @param priceMoney null where the price is asked for at the till */
    @JsonNaming(SnakeCaseStrategy.class)
    record Variation(String sku, Price priceMoney, List<LocationOverride> locationOverrides) {}

    /** {@code ItemVariationLocationOverrides}: what one location says otherwise. */
    @JsonNaming(SnakeCaseStrategy.class)
    record LocationOverride(String locationId, Price priceMoney) {}

    /** {@code Money}. @param amount in the currency's smallest unit */
    record Price(long amount, String currency) {}

    /** Null where there is none. */
    String sku() {
        return itemVariationData == null ? null : itemVariationData.sku();
    }

    /** What it costs at a location; null where nothing says so. */
    Price price(String location) {
        if (itemVariationData == null) {
            return null;
        }
        List<LocationOverride> overrides =
                itemVariationData.locationOverrides() == null ? List.of() : itemVariationData.locationOverrides();
        return overrides.stream()
                .filter(override -> location.equals(override.locationId()) && override.priceMoney() != null)
                .map(LocationOverride::priceMoney)
                .findFirst()
                .orElse(itemVariationData.priceMoney());
    }
}
