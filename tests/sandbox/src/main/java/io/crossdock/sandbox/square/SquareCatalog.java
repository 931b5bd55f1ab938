package io.crossdock.sandbox.square;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** {@code POST /v2/catalog/search} and {@code /v2/catalog/batch-retrieve}, for item variations. */
final class SquareCatalog {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final int MAX_VALUES = 250;

    private final Setup setup;
    private final SquareListings listings;
    private final Ledger ledger;

    SquareCatalog(Setup setup, SquareListings listings, Ledger ledger) {
        this.setup = setup;
        this.listings = listings;
        this.ledger = ledger;
    }

    Reply search(Call call) {
        JsonNode body = SquareErrors.body(call);
        List<String> types = texts(body.path("object_types"));
        Predicate<SquareListing> matches = matches(body.path("query"));
        List<SquareListing> found = types.isEmpty() || types.contains("ITEM_VARIATION")
                ? listings.all().stream()
                        .filter(listing -> ledger.lists(listing.sku()))
                        .filter(matches)
                        .toList()
                : List.of();
        int asked = body.path("limit").asInt(DEFAULT_LIMIT);
        int limit = asked < 1 || asked > MAX_LIMIT ? DEFAULT_LIMIT : asked;
        int start = body.has("cursor") ? cursor(body.path("cursor").asText()) : 0;
        int end = Math.min(found.size(), start + limit);
        ObjectNode answer = objects(found.subList(Math.min(start, end), end));
        if (end < found.size()) {
            answer.put("cursor", "page" + end);
        }
        answer.put("latest_time", setup.clock().instant().toString());
        return Reply.json(200, answer);
    }

    Reply batchRetrieve(Call call) {
        JsonNode ids = SquareErrors.body(call).path("object_ids");
        if (!ids.isArray() || ids.isEmpty()) {
            throw SquareErrors.malformed("MISSING_REQUIRED_PARAMETER", "Missing required parameter.", "object_ids");
        }
        List<SquareListing> found = new ArrayList<>();
        texts(ids).forEach(id -> listings.ofVariation(id).ifPresent(found::add));
        return Reply.json(200, objects(found));
    }

    ObjectNode object(SquareListing listing) {
        ObjectNode object = JsonText.object();
        object.put("type", "ITEM_VARIATION");
        object.put("id", listing.variation());
        object.put("updated_at", Instant.ofEpochMilli(listings.version(listing)).toString());
        object.put("version", listings.version(listing));
        object.put("is_deleted", false);
        object.put("present_at_all_locations", true);
        ObjectNode data = object.putObject("item_variation_data");
        data.put("item_id", listing.item());
        data.put("name", listing.name());
        data.put("sku", listing.sku());
        data.put("ordinal", 0);
        data.put("pricing_type", "FIXED_PRICING");
        data.set("price_money", SquareMoney.of(ledger.shown(listing.sku()).price(), setup.currency()));
        data.put("track_inventory", true);
        data.put("sellable", true);
        data.put("stockable", true);
        return object;
    }

    private ObjectNode objects(List<SquareListing> found) {
        ObjectNode answer = JsonText.object();
        if (!found.isEmpty()) {
            found.forEach(listing -> answer.withArray("objects").add(object(listing)));
        }
        return answer;
    }

    private static Predicate<SquareListing> matches(JsonNode query) {
        if (query.has("set_query")) {
            JsonNode set = query.path("set_query");
            requireSku(set, "query.set_query.attribute_name");
            List<String> values = texts(set.path("attribute_values")).stream()
                    .map(value -> value.toLowerCase(Locale.ROOT))
                    .toList();
            if (values.isEmpty() || values.size() > MAX_VALUES) {
                throw SquareErrors.malformed(
                        values.isEmpty() ? "ARRAY_EMPTY" : "ARRAY_LENGTH_TOO_LONG",
                        "1 to 250 values may be searched in a request.",
                        "query.set_query.attribute_values");
            }
            return listing -> values.contains(listing.sku().toLowerCase(Locale.ROOT));
        }
        if (query.has("exact_query")) {
            JsonNode exact = query.path("exact_query");
            requireSku(exact, "query.exact_query.attribute_name");
            // "Exact" may be partial, says the reference of CatalogQueryExact.
            String value = exact.path("attribute_value").asText("").toLowerCase(Locale.ROOT);
            return listing -> listing.sku().toLowerCase(Locale.ROOT).contains(value);
        }
        if (query.isMissingNode()) {
            return listing -> true;
        }
        throw SquareErrors.malformed("BAD_REQUEST", "The sandbox knows set_query and exact_query only.", "query");
    }

    private static void requireSku(JsonNode query, String field) {
        if (!query.path("attribute_name").asText().equals("sku")) {
            throw SquareErrors.malformed("INVALID_VALUE", "The sandbox searches by sku only.", field);
        }
    }

    private static int cursor(String cursor) {
        if (!cursor.matches("page\\d{1,9}")) {
            throw SquareErrors.malformed("INVALID_CURSOR", "The cursor is invalid.", "cursor");
        }
        return Integer.parseInt(cursor.substring(4));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
