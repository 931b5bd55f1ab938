package io.crossdock.marketplaces.shopify;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;

/** The order that a webhook carries; amounts are in the shop's currency, not in the buyer's. */
record ShopifyOrder(
        String id,
        String name,
        String email,
        String phone,
        String currency,
        @JsonProperty("created_at") OffsetDateTime createdAt,
        @JsonProperty("updated_at") OffsetDateTime updatedAt,
        @JsonProperty("cancelled_at") OffsetDateTime cancelledAt,
        @JsonProperty("line_items") List<LineItem> lineItems,
        @JsonProperty("shipping_address") ShippingAddress shippingAddress) {

    /**
     * @param quantity pieces ordered at first
     * @param currentQuantity pieces after edits and refunds; null in bodies of versions before 2022
     * @param price of one piece, before discounts
     */
    record LineItem(
            String id,
            String sku,
            BigDecimal quantity,
            @JsonProperty("current_quantity") BigDecimal currentQuantity,
            BigDecimal price,
            @JsonProperty("gift_card") boolean isGiftCard,
            @JsonProperty("requires_shipping") Boolean requiresShipping) {}

    record ShippingAddress(
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
            String phone) {

        /** Names nobody. */
        @Override
        public String toString() {
            return "ShippingAddress[masked]";
        }
    }

    @Override
    public String toString() {
        return "ShopifyOrder[" + id + "]";
    }
}
