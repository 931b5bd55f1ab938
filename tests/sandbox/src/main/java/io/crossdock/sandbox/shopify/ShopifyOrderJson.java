package io.crossdock.sandbox.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Buyer;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Order;
import io.crossdock.sandbox.http.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * An order in the REST form that webhooks carry (https://shopify.dev/docs/api/admin-rest/2026-01/resources/order, read
 * 2026-11): times in whole seconds with the shop's offset, amounts as strings, ids as numbers.
 */
final class ShopifyOrderJson {

    /** The shop's time zone; an offset that is not Z, since the real ones rarely are. */
    private static final ZoneOffset OFFSET = ZoneOffset.ofHours(-5);

    private static final byte[] TEMPLATE = template();

    private final ShopifyListings listings;
    private final String currency;

    ShopifyOrderJson(ShopifyListings listings, String currency) {
        this.listings = listings;
        this.currency = currency;
    }

    byte[] of(Order order) {
        ObjectNode json = (ObjectNode) JsonText.read(TEMPLATE).orElseThrow();
        String name = "#" + order.number();
        json.put("id", Long.parseLong(order.id()));
        json.put("admin_graphql_api_id", "gid://shopify/Order/" + order.id());
        json.put("confirmation_number", Ids.capitals(order.id(), 9));
        json.put("token", Ids.capitals("token " + order.id(), 32).toLowerCase(Locale.ROOT));
        json.put("name", name);
        json.put("number", order.number() - 1000);
        json.put("order_number", order.number());
        json.put("currency", currency);
        json.put("presentment_currency", currency);
        json.put("contact_email", order.buyer().email());
        json.put("email", order.buyer().email());
        json.put("created_at", time(order.placedAt()));
        json.put("processed_at", time(order.placedAt()));
        json.put("updated_at", time(order.updatedAt()));
        if (order.isCancelled()) {
            json.put("cancelled_at", time(order.cancelledAt()));
            json.put("cancel_reason", "customer");
            json.put("financial_status", "refunded");
        }
        BigDecimal ordered = order.lines().stream()
                .map(line -> line.price().multiply(BigDecimal.valueOf(line.ordered())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        for (String total : new String[] {"subtotal_price", "total_line_items_price", "total_price"}) {
            json.put(total, ordered.toPlainString());
        }
        String current = order.isCancelled() ? "0.00" : order.total().toPlainString();
        json.put("current_subtotal_price", current);
        json.put("current_total_price", current);
        json.set("billing_address", address(order.buyer()));
        json.set("shipping_address", address(order.buyer()));
        json.set("customer", customer(order));
        ArrayNode lines = json.putArray("line_items");
        order.lines().forEach(line -> lines.add(line(order, line)));
        return JsonText.write(json);
    }

    private ObjectNode line(Order order, Order.Line line) {
        ShopifyListing listing = listings.ofSku(line.sku());
        long current = order.isCancelled() ? 0 : line.current();
        ObjectNode json = JsonText.object();
        json.put("id", Long.parseLong(line.id()));
        json.put("admin_graphql_api_id", "gid://shopify/LineItem/" + line.id());
        json.put("current_quantity", current);
        json.put("fulfillable_quantity", current);
        json.put("fulfillment_service", "manual");
        json.putNull("fulfillment_status");
        json.put("gift_card", false);
        json.put("grams", 250);
        json.put("name", listing.title());
        json.put("price", line.price().toPlainString());
        json.put("product_exists", true);
        json.put("product_id", listing.product());
        json.putArray("properties");
        json.put("quantity", line.ordered());
        json.put("requires_shipping", true);
        json.put("sku", line.sku());
        json.put("taxable", true);
        json.put("title", listing.title());
        json.put("total_discount", "0.00");
        json.put("variant_id", listing.variant());
        json.put("variant_inventory_management", "shopify");
        json.putNull("variant_title");
        json.putNull("vendor");
        json.putArray("tax_lines");
        json.putArray("discount_allocations");
        return json;
    }

    private ObjectNode customer(Order order) {
        Buyer buyer = order.buyer();
        ObjectNode json = JsonText.object();
        json.put("id", Ids.large("customer " + buyer.email()));
        json.put("email", buyer.email());
        json.put("first_name", buyer.firstName());
        json.put("last_name", buyer.lastName());
        json.put("created_at", time(order.placedAt()));
        json.put("updated_at", time(order.updatedAt()));
        json.put("state", "disabled");
        json.put("verified_email", true);
        json.put("tax_exempt", false);
        json.put("currency", currency);
        json.set("default_address", address(buyer));
        return json;
    }

    private static ObjectNode address(Buyer buyer) {
        ObjectNode json = JsonText.object();
        Map.of(
                        "first_name", buyer.firstName(),
                        "last_name", buyer.lastName(),
                        "name", buyer.name(),
                        "address1", buyer.street(),
                        "city", buyer.city(),
                        "zip", buyer.postalCode(),
                        "province", buyer.region(),
                        "province_code", buyer.regionCode(),
                        "country", buyer.country(),
                        "country_code", buyer.countryCode())
                .forEach(json::put);
        json.putNull("address2");
        json.putNull("company");
        json.putNull("phone");
        return json;
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).atOffset(OFFSET).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    private static byte[] template() {
        try (InputStream json = ShopifyOrderJson.class.getResourceAsStream("order.json")) {
            return json.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
