package io.crossdock.hub.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import io.crossdock.canonical.Money;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Listing;
import io.crossdock.spi.ListingReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Listings by one JSLT expression, which turns an answer into {@code {"listings": [{"sku", "quantity", "price":
 * {"amount", "currency"}, "key", "hidden"}], "next"}}. Only the SKU must be there; the key is the SKU where none is given.
 */
record JsltListings(Expression expression) {

    private static final String OPERATION = "listings";

    /** @throws Failure {@code UNMAPPABLE} where the expression makes no such thing of the answer */
    ListingReader.Page page(Answer answer, Channel channel) {
        JsonNode said = applied(answer, channel);
        if (!said.path("listings").isArray()) {
            throw unmappable(channel, "", "the expression gives no array 'listings'");
        }
        List<Listing> listings = new ArrayList<>();
        for (JsonNode listing : said.path("listings")) {
            listings.add(listing(listing, channel));
        }
        String next = said.path("next").asText("");
        return new ListingReader.Page(listings, next.isBlank() ? Optional.empty() : Optional.of(next));
    }

    private JsonNode applied(Answer answer, Channel channel) {
        JsonNode body = Json.read(answer.body(), channel.system(), OPERATION, JsonNode.class);
        try {
            return expression.apply(body);
        } catch (JsltException e) {
            // JSLT's own messages quote the value.
            throw unmappable(channel, "", "the expression 'listings' fails on the answer");
        }
    }

    private static Listing listing(JsonNode said, Channel channel) {
        String sku = said.path("sku").asText("");
        JsonNode quantity = said.path("quantity");
        boolean isCounted = !quantity.isMissingNode() && !quantity.isNull();
        if (isCounted
                && !(quantity.isNumber()
                        && quantity.decimalValue().stripTrailingZeros().scale() <= 0)) {
            throw unmappable(channel, sku, "'quantity' is no whole number");
        }
        JsonNode price = said.path("price");
        return new Listing(
                said.path("key").asText(sku),
                sku,
                isCounted ? quantity.decimalValue().longValue() : null,
                price.isObject() ? money(price, sku, channel) : null,
                said.path("hidden").asBoolean() ? Listing.State.HIDDEN : Listing.State.ON_SALE);
    }

    private static Money money(JsonNode price, String sku, Channel channel) {
        try {
            return Json.read(Json.write(price), channel.system(), OPERATION, Money.class);
        } catch (Failure noMoney) {
            throw unmappable(channel, sku, "'price' is no amount with a currency");
        }
    }

    private static Failure unmappable(Channel channel, String key, String what) {
        return Failure.unmappable(channel.system(), OPERATION, key, what);
    }
}
