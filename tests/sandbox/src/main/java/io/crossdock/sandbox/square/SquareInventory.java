package io.crossdock.sandbox.square;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** {@code POST /v2/inventory/changes/batch-create}: physical counts, all of the request or none. */
final class SquareInventory {

    static final String NAME = "BatchChangeInventory";

    private static final int MAX_CHANGES = 100;
    private static final Duration MAX_AGE = Duration.ofHours(24);
    /** Clocks differ a little; the real tolerance is not documented. */
    private static final Duration MAX_AHEAD = Duration.ofMinutes(1);

    private record Count(SquareListing listing, String location, long pieces, Instant at) {}

    private final Setup setup;
    private final SquareListings listings;
    private final List<String> locations;
    private final Ledger ledger;
    private final Faults faults;
    private final CountHistory history;
    private final SquareCounts counts;
    private final Consumer<ArrayNode> changed;
    private final IdempotentAnswers answers = new IdempotentAnswers();

    /** @param changed is told of the counts that a request changed */
    SquareInventory(
            Setup setup,
            SquareListings listings,
            List<String> locations,
            Ledger ledger,
            Faults faults,
            CountHistory history,
            SquareCounts counts,
            Consumer<ArrayNode> changed) {
        this.setup = setup;
        this.listings = listings;
        this.locations = locations;
        this.ledger = ledger;
        this.faults = faults;
        this.history = history;
        this.counts = counts;
        this.changed = changed;
    }

    Reply batchCreate(Call call) {
        JsonNode body = SquareErrors.body(call);
        return answers.once(body, () -> {
            List<Count> wanted = wanted(body.path("changes"));
            boolean ignoresUnchanged = body.path("ignore_unchanged_counts").asBoolean(true);
            return ledger.atomically(() -> apply(wanted, ignoresUnchanged));
        });
    }

    private Reply apply(List<Count> wanted, boolean ignoresUnchanged) {
        ObjectNode answer = JsonText.object();
        ArrayNode news = JsonText.object().putArray("news");
        for (Count count : wanted) {
            String sku = count.listing().sku();
            if (history.isStale(sku, count.location(), count.at())) {
                // Kept in the history there, without effect on what is shown; not an error.
                ledger.refused(NAME, Reason.STALE, sku);
            } else {
                long before = ledger.quantity(sku, count.location());
                long after = history.counted(sku, count.location(), count.at(), count.pieces());
                ledger.quantityWritten(NAME, sku, count.location(), count.pieces(), after);
                if (before != after || !ignoresUnchanged) {
                    answer.withArray("changes").add(change(count));
                    news.add(counts.count(count.listing(), count.location()));
                }
            }
            answer.withArray("counts").add(counts.count(count.listing(), count.location()));
        }
        if (!news.isEmpty()) {
            changed.accept(news);
        }
        return Reply.json(200, answer);
    }

    private List<Count> wanted(JsonNode changes) {
        if (!changes.isArray() || changes.isEmpty()) {
            throw SquareErrors.malformed("ARRAY_EMPTY", "At least one change is required.", "changes");
        }
        if (changes.size() > MAX_CHANGES) {
            throw SquareErrors.malformed("ARRAY_LENGTH_TOO_LONG", "At most 100 changes are allowed.", "changes");
        }
        List<Count> wanted = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            wanted.add(count(changes.get(i), "changes[" + i + "]"));
        }
        return wanted;
    }

    private Count count(JsonNode change, String field) {
        if (!change.path("type").asText().equals("PHYSICAL_COUNT")) {
            throw SquareErrors.malformed(
                    "INVALID_ENUM_VALUE", "The sandbox takes PHYSICAL_COUNT only.", field + ".type");
        }
        JsonNode count = change.path("physical_count");
        String place = field + ".physical_count.";
        String id = count.path("catalog_object_id").asText();
        SquareListing listing = listings.ofVariation(id)
                .orElseThrow(() -> SquareErrors.notFound(id, "Catalog object not found.", place + "catalog_object_id"));
        String location = count.path("location_id").asText();
        if (!locations.contains(location)) {
            throw SquareErrors.notFound(listing.sku(), "Location not found.", place + "location_id");
        }
        if (!count.path("state").asText().equals("IN_STOCK")) {
            throw SquareErrors.malformed("INVALID_ENUM_VALUE", "The state is not countable.", place + "state");
        }
        JsonNode quantity = count.path("quantity");
        if (!quantity.isTextual()) {
            throw SquareErrors.malformed("EXPECTED_STRING", "Quantities are decimal strings.", place + "quantity");
        }
        if (!quantity.asText().matches("\\d{1,12}(\\.0{1,5})?")) {
            throw SquareErrors.malformed(
                    "INVALID_VALUE", "The quantity is not a number of whole pieces.", place + "quantity");
        }
        if (faults.rejects(listing.sku())) {
            throw SquareErrors.rejected(listing.sku(), field);
        }
        return new Count(
                listing,
                location,
                Long.parseLong(quantity.asText().split("\\.")[0]),
                time(count.path("occurred_at").asText(), place + "occurred_at"));
    }

    private Instant time(String text, String field) {
        Instant now = setup.clock().instant();
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isBefore(now.minus(MAX_AGE)) || time.isAfter(now.plus(MAX_AHEAD))) {
                throw SquareErrors.malformed(
                        "INVALID_TIME", "The time is older than 24 hours or in the future.", field);
            }
            return time;
        } catch (DateTimeParseException e) {
            throw SquareErrors.malformed("INVALID_TIME", "The time is not RFC 3339.", field);
        }
    }

    private ObjectNode change(Count count) {
        ObjectNode change = JsonText.object();
        change.put("type", "PHYSICAL_COUNT");
        ObjectNode physical = change.putObject("physical_count");
        physical.put("id", Ids.capitals(setup.random(), 24));
        physical.put("catalog_object_id", count.listing().variation());
        physical.put("catalog_object_type", "ITEM_VARIATION");
        physical.put("state", "IN_STOCK");
        physical.put("location_id", count.location());
        physical.put("quantity", Long.toString(count.pieces()));
        physical.put("occurred_at", count.at().toString());
        physical.put("created_at", setup.clock().instant().toString());
        return change;
    }
}
