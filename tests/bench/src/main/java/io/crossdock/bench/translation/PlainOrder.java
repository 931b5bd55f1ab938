package io.crossdock.bench.translation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;

/** The members that the translation reads, for a mapper with nothing set but to ignore the rest. */
record PlainOrder(
        String id,
        String name,
        String email,
        String phone,
        String currency,
        @JsonProperty("created_at") OffsetDateTime createdAt,
        @JsonProperty("updated_at") OffsetDateTime updatedAt,
        @JsonProperty("cancelled_at") OffsetDateTime cancelledAt,
        @JsonProperty("line_items") List<Line> lines,
        @JsonProperty("shipping_address") ShipTo shipTo) {

    record Line(
            String id,
            String sku,
            BigDecimal quantity,
            @JsonProperty("current_quantity") BigDecimal currentQuantity,
            BigDecimal price,
            @JsonProperty("gift_card") boolean isGiftCard,
            @JsonProperty("requires_shipping") Boolean requiresShipping) {}

    record ShipTo(
            @JsonProperty("first_name") String firstName,
            @JsonProperty("last_name") String lastName,
            String name,
            String company,
            String address1,
            String address2,
            String zip,
            String city,
            String province,
            @JsonProperty("province_code") String provinceCode,
            @JsonProperty("country_code") String countryCode,
            String phone) {}
}
