package io.crossdock.sandbox.square;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Order;
import io.crossdock.sandbox.http.JsonText;
import java.math.BigDecimal;

/** An order as {@code GET /v2/orders/{order_id}} shows it; lines that were taken off are gone. */
final class SquareOrderJson {

    private final SquareListings listings;
    private final String currency;

    SquareOrderJson(SquareListings listings, String currency) {
        this.listings = listings;
        this.currency = currency;
    }

    static String state(Order order) {
        if (order.isCancelled()) {
            return "CANCELED";
        }
        return order.isCompleted() ? "COMPLETED" : "OPEN";
    }

    ObjectNode of(Order order) {
        ObjectNode json = JsonText.object();
        json.put("id", order.id());
        json.put("location_id", order.lines().get(0).location());
        json.put("state", state(order));
        json.put("version", order.version());
        json.put("created_at", order.placedAt().toString());
        json.put("updated_at", order.updatedAt().toString());
        if (!state(order).equals("OPEN")) {
            json.put("closed_at", order.updatedAt().toString());
        }
        json.putObject("source").put("name", order.isCompleted() ? "Point of Sale" : "Online");
        ArrayNode lines = json.putArray("line_items");
        order.lines().stream().filter(line -> line.current() > 0).forEach(line -> lines.add(line(line)));
        if (!order.isCompleted()) {
            json.putArray("fulfillments").add(fulfillment(order));
        }
        BigDecimal total = order.total();
        ObjectNode net = json.putObject("net_amounts");
        net.set("total_money", money(total));
        for (String part : new String[] {"tax_money", "discount_money", "tip_money", "service_charge_money"}) {
            net.set(part, money(BigDecimal.ZERO));
            json.set("total_" + part, money(BigDecimal.ZERO));
        }
        json.set("total_money", money(total));
        return json;
    }

    private ObjectNode line(Order.Line line) {
        SquareListing listing = listings.ofSku(line.sku());
        ObjectNode json = JsonText.object();
        json.put("uid", line.id());
        json.put("catalog_object_id", listing.variation());
        json.put("catalog_version", listings.version(listing));
        json.put("quantity", Long.toString(line.current()));
        json.put("name", listing.name());
        json.put("variation_name", "Regular");
        json.put("item_type", "ITEM");
        json.set("base_price_money", money(line.price()));
        json.set("variation_total_price_money", money(line.total()));
        json.set("gross_sales_money", money(line.total()));
        json.set("total_tax_money", money(BigDecimal.ZERO));
        json.set("total_discount_money", money(BigDecimal.ZERO));
        json.set("total_service_charge_money", money(BigDecimal.ZERO));
        json.set("total_money", money(line.total()));
        return json;
    }

    private static ObjectNode fulfillment(Order order) {
        ObjectNode fulfillment = JsonText.object();
        fulfillment.put("uid", "f" + order.number());
        fulfillment.put("type", "SHIPMENT");
        fulfillment.put("state", order.isCancelled() ? "CANCELED" : "PROPOSED");
        ObjectNode recipient = fulfillment.putObject("shipment_details").putObject("recipient");
        recipient.put("display_name", order.buyer().name());
        recipient.put("email_address", order.buyer().email());
        ObjectNode address = recipient.putObject("address");
        address.put("address_line_1", order.buyer().street());
        address.put("locality", order.buyer().city());
        address.put("administrative_district_level_1", order.buyer().regionCode());
        address.put("postal_code", order.buyer().postalCode());
        address.put("country", order.buyer().countryCode());
        return fulfillment;
    }

    private ObjectNode money(BigDecimal amount) {
        return SquareMoney.of(amount, currency);
    }
}
