package io.crossdock.sandbox.shopify;

import static io.crossdock.sandbox.shopify.ShopifyPayload.error;

import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.Setup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The mutation {@code inventorySetQuantities}: absolute, by item and location, compared with {@code changeFromQuantity}
 * unless that is given as null; one wrong quantity refuses them all.
 */
final class InventorySetQuantities {

    static final String NAME = "inventorySetQuantities";

    private static final long MAX_QUANTITY = 1_000_000_000;
    private static final Set<String> REASONS = Set.of(
            "correction",
            "cycle_count_available",
            "damaged",
            "movement_canceled",
            "movement_created",
            "movement_received",
            "movement_updated",
            "other",
            "promotion",
            "quality_control",
            "received",
            "reservation_created",
            "reservation_deleted",
            "reservation_updated",
            "restock",
            "safety_stock",
            "shrinkage");

    private final Setup setup;
    private final ShopifyListings listings;
    private final ShopifyLocations locations;
    private final Ledger ledger;
    private final Faults faults;

    InventorySetQuantities(
            Setup setup, ShopifyListings listings, ShopifyLocations locations, Ledger ledger, Faults faults) {
        this.setup = setup;
        this.listings = listings;
        this.locations = locations;
        this.ledger = ledger;
        this.faults = faults;
    }

    Map<String, Object> apply(Map<String, Object> input) {
        List<Map<String, Object>> quantities = ShopifySchema.list(input.get("quantities"));
        ShopifyPayload.requireSize(quantities, NAME + ".input.quantities");
        return ledger.atomically(() -> {
            List<Map<String, Object>> errors = errors(input, quantities);
            return errors.isEmpty()
                    ? ShopifyPayload.result(Map.of("inventoryAdjustmentGroup", group(input, quantities)))
                    : ShopifyPayload.errors(errors);
        });
    }

    private List<Map<String, Object>> errors(Map<String, Object> input, List<Map<String, Object>> quantities) {
        List<Map<String, Object>> errors = new ArrayList<>();
        if (!"available".equals(input.get("name"))) {
            errors.add(refused(
                    Reason.MALFORMED,
                    "",
                    error("INVALID_NAME", "The sandbox sets only available quantities.", "input", "name")));
        }
        if (!REASONS.contains(input.get("reason"))) {
            errors.add(refused(
                    Reason.MALFORMED,
                    "",
                    error("INVALID_REASON", "The specified reason is invalid.", "input", "reason")));
        }
        Object document = input.get("referenceDocumentUri");
        if (document != null && !document.toString().matches("[a-z][a-z0-9+.-]*:/?/?[^\\s]+")) {
            errors.add(refused(
                    Reason.MALFORMED,
                    "",
                    error(
                            "INVALID_REFERENCE_DOCUMENT",
                            "The specified reference document is invalid.",
                            "input",
                            "referenceDocumentUri")));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < quantities.size(); i++) {
            wrongIn(quantities.get(i), i, seen).ifPresent(errors::add);
        }
        return errors;
    }

    private Optional<Map<String, Object>> wrongIn(Map<String, Object> one, int index, Set<String> seen) {
        Optional<ShopifyListing> listing = listings.ofInventoryItem((String) one.get("inventoryItemId"));
        Optional<String> location = locations.idOf((String) one.get("locationId"));
        long quantity = ((Number) one.get("quantity")).longValue();
        String sku = listing.map(ShopifyListing::sku).orElse("");
        if (listing.isEmpty()) {
            return wrong(Reason.UNKNOWN, sku, index, "inventoryItemId", "INVALID_INVENTORY_ITEM");
        }
        if (location.isEmpty()) {
            return wrong(Reason.UNKNOWN, sku, index, "locationId", "INVALID_LOCATION");
        }
        if (!seen.add(sku + "@" + location.get())) {
            return wrong(Reason.MALFORMED, sku, index, "locationId", "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
        }
        if (faults.rejects(sku)) {
            return wrong(Reason.REJECTED, sku, index, "inventoryItemId", "ITEM_NOT_STOCKED_AT_LOCATION");
        }
        if (quantity < 0) {
            return wrong(Reason.MALFORMED, sku, index, "quantity", "INVALID_QUANTITY_NEGATIVE");
        }
        if (quantity > MAX_QUANTITY) {
            return wrong(Reason.MALFORMED, sku, index, "quantity", "INVALID_QUANTITY_TOO_HIGH");
        }
        if (!one.containsKey("changeFromQuantity")) {
            return wrong(Reason.MALFORMED, sku, index, "changeFromQuantity", "COMPARE_QUANTITY_REQUIRED");
        }
        Number from = (Number) one.get("changeFromQuantity");
        if (from != null && from.longValue() != ledger.quantity(sku, location.get())) {
            return wrong(Reason.STALE, sku, index, "changeFromQuantity", "CHANGE_FROM_QUANTITY_STALE");
        }
        return Optional.empty();
    }

    private Map<String, Object> group(Map<String, Object> input, List<Map<String, Object>> quantities) {
        List<Map<String, Object>> changes = new ArrayList<>();
        for (Map<String, Object> one : quantities) {
            ShopifyListing listing = listings.ofInventoryItem((String) one.get("inventoryItemId"))
                    .orElseThrow();
            String location = locations.idOf((String) one.get("locationId")).orElseThrow();
            long before = ledger.quantity(listing.sku(), location);
            long after = ((Number) one.get("quantity")).longValue();
            ledger.quantityWritten(NAME, listing.sku(), location, after);
            changes.add(Map.of(
                    "name", "available",
                    "delta", after - before,
                    "quantityAfterChange", after,
                    "item", listing,
                    "location", location));
        }
        Map<String, Object> group = new HashMap<>();
        group.put("id", "gid://shopify/InventoryAdjustmentGroup/" + Ids.large(Ids.uuid(setup.random())));
        group.put("createdAt", setup.clock().instant().toString());
        group.put("reason", input.get("reason"));
        group.put("referenceDocumentUri", input.get("referenceDocumentUri"));
        group.put("changes", changes);
        return group;
    }

    private Optional<Map<String, Object>> wrong(Reason reason, String sku, int index, String member, String code) {
        String message = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Optional.of(refused(reason, sku, error(code, message, "input", "quantities", index, member)));
    }

    private Map<String, Object> refused(Reason reason, String sku, Map<String, Object> error) {
        ledger.refused(NAME, reason, sku);
        return error;
    }
}
