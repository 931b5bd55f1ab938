package io.crossdock.sandbox.square;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Reply;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /v2/inventory/counts/batch-retrieve}. */
final class SquareCounts {

    private static final int PAGE = 100;
    private static final int MAX_LIMIT = 1000;

    private final Setup setup;
    private final SquareListings listings;
    private final List<String> locations;
    private final Ledger ledger;

    SquareCounts(Setup setup, SquareListings listings, List<String> locations, Ledger ledger) {
        this.setup = setup;
        this.listings = listings;
        this.locations = locations;
        this.ledger = ledger;
    }

    Reply batchRetrieve(Call call) {
        JsonNode body = SquareErrors.body(call);
        List<ObjectNode> found = new ArrayList<>();
        for (SquareListing listing : listings.all()) {
            if (!ledger.lists(listing.sku())) {
                continue;
            }
            for (String location : locations) {
                if (isWanted(body.path("catalog_object_ids"), listing.variation())
                        && isWanted(body.path("location_ids"), location)) {
                    found.add(count(listing, location));
                }
            }
        }
        String cursor = body.path("cursor").asText("page0");
        if (!cursor.matches("page\\d{1,9}")) {
            throw SquareErrors.malformed("INVALID_CURSOR", "The cursor is invalid.", "cursor");
        }
        int start = Math.min(found.size(), Integer.parseInt(cursor.substring(4)));
        int end = Math.min(found.size(), start + limit(body.path("limit").asInt(PAGE)));
        ObjectNode answer = JsonText.object();
        found.subList(start, end).forEach(count -> answer.withArray("counts").add(count));
        if (end < found.size()) {
            answer.put("cursor", "page" + end);
        }
        return Reply.json(200, answer);
    }

    /** {@code limit}: 1 to 1,000. */
    private static int limit(int asked) {
        if (asked < 1 || asked > MAX_LIMIT) {
            throw SquareErrors.malformed("VALUE_TOO_HIGH", "The limit is 1 to 1000.", "limit");
        }
        return asked;
    }

    ObjectNode count(SquareListing listing, String location) {
        ObjectNode count = JsonText.object();
        count.put("catalog_object_id", listing.variation());
        count.put("catalog_object_type", "ITEM_VARIATION");
        count.put("state", "IN_STOCK");
        count.put("location_id", location);
        count.put("quantity", Long.toString(ledger.quantity(listing.sku(), location)));
        count.put("calculated_at", setup.clock().instant().toString());
        return count;
    }

    private static boolean isWanted(JsonNode filter, String id) {
        if (!filter.isArray()) {
            return true;
        }
        for (JsonNode one : filter) {
            if (one.asText().equals(id)) {
                return true;
            }
        }
        return false;
    }
}
