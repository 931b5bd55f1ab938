package io.crossdock.pos.square;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets prices: reads the variations, changes the price in what was read, and writes them back whole with their version.
 * A variation that shows the price already needs no write. What is not written is tried anew in halves, each read
 * again, and once more on its own where somebody else wrote in between.
 */
final class SquarePrices {

    private static final String OPERATION = "BatchUpsertCatalogObjects";

    private final SquareClient client;
    private final Channel channel;
    private final Map<Sku, String> variations;
    private final Map<Sku, Failure> failures;

    SquarePrices(SquareClient client, Channel channel, Map<Sku, String> variations, Map<Sku, Failure> failures) {
        this.client = client;
        this.channel = channel;
        this.variations = variations;
        this.failures = failures;
    }

    void set(List<Offer> offers) {
        set(offers, true);
    }

    private void set(List<Offer> offers, boolean readsAgain) {
        if (offers.isEmpty()) {
            return;
        }
        try {
            write(offers, readsAgain);
        } catch (Failure failure) {
            offers.forEach(offer -> failures.putIfAbsent(offer.sku(), failure));
        }
    }

    private void write(List<Offer> offers, boolean readsAgain) {
        Map<Offer, JsonNode> changes = changes(offers);
        if (changes.isEmpty()) {
            return;
        }
        SquareClient.Upserted upserted = client.upsert(key(changes), List.copyOf(changes.values()));
        List<Offer> left = changes.keySet().stream()
                .filter(offer -> !upserted.ids().contains(variations.get(offer.sku())))
                .toList();
        if (readsAgain && upserted.codes().contains(SquareErrors.VERSION_MISMATCH)) {
            set(left, false);
        } else if (left.size() == 1) {
            Sku sku = left.get(0).sku();
            String codes = String.join(", ", upserted.codes());
            failures.put(sku, Failure.rejected(channel.system(), OPERATION, sku.value(), codes));
        } else {
            set(left.subList(0, left.size() / 2), readsAgain);
            set(left.subList(left.size() / 2, left.size()), readsAgain);
        }
    }

    /** The variations as they must be written, in the order of the offers; without those that show the price already. */
    private Map<Offer, JsonNode> changes(List<Offer> offers) {
        Map<String, JsonNode> current = new HashMap<>();
        List<String> ids =
                offers.stream().map(offer -> variations.get(offer.sku())).toList();
        client.objects(ids, false)
                .forEach(object -> current.put(object.path("id").asText(), object));
        Map<Offer, JsonNode> changes = new LinkedHashMap<>();
        for (Offer offer : offers) {
            try {
                JsonNode object = current.get(variations.get(offer.sku()));
                JsonNode changed = priced(object, offer);
                if (!changed.equals(object)) {
                    changes.put(offer, changed);
                }
            } catch (Failure failure) {
                failures.put(offer.sku(), failure);
            }
        }
        return changes;
    }

    private JsonNode priced(JsonNode object, Offer offer) {
        if (object == null || !(object.get("item_variation_data") instanceof ObjectNode)) {
            throw rejected(offer, "the variation is gone");
        }
        if ("VARIABLE_PRICING"
                .equals(object.at("/item_variation_data/pricing_type").asText())) {
            throw rejected(offer, "its price is asked for at the till");
        }
        ObjectNode changed = object.deepCopy();
        ObjectNode variation = (ObjectNode) changed.get("item_variation_data");
        long minor = minorUnits(offer);
        put(variation, minor, offer.price().currency());
        // A location's own price hides the variation's.
        variation.path("location_overrides").forEach(override -> {
            if (override instanceof ObjectNode own
                    && own.has("price_money")
                    && channel.locationIds()
                            .containsValue(own.path("location_id").asText())) {
                put(own, minor, offer.price().currency());
            }
        });
        return changed;
    }

    private static void put(ObjectNode priced, long minor, String currency) {
        JsonNode shown = priced.path("price_money");
        if (shown.path("amount").asLong(-1) != minor
                || !currency.equals(shown.path("currency").asText())) {
            priced.putObject("price_money").put("amount", minor).put("currency", currency);
        }
    }

    /** {@code Money.amount} is in the smallest unit: cents for EUR, yen for JPY. */
    private long minorUnits(Offer offer) {
        Money price = offer.price();
        try {
            int digits = Currency.getInstance(price.currency()).getDefaultFractionDigits();
            return price.amount().movePointRight(digits).longValueExact();
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw Failure.unmappable(
                    channel.system(), OPERATION, offer.sku().value(), "no price in units of " + price.currency());
        }
    }

    /** With the versions in it: the same offer on another version is another request. */
    private static String key(Map<Offer, JsonNode> changes) {
        List<String> parts = new ArrayList<>();
        changes.forEach((offer, object) ->
                parts.add(offer.idempotencyKey() + "@" + object.path("version").asText()));
        return SquareKeys.of(parts);
    }

    private Failure rejected(Offer offer, String what) {
        return Failure.rejected(channel.system(), OPERATION, offer.sku().value(), what);
    }
}
