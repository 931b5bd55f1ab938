package io.crossdock.hub.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.crossdock.canonical.Money;
import io.crossdock.spi.Json;
import io.crossdock.spi.Offer;
import java.util.List;

/**
 * An offer as a partner's translation reads it: {@code {"sku": "A-1", "quantity": 5, "price": {"amount": 9.90,
 * "currency": "EUR"}}}; what needs no write is absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OfferJson(String sku, Long quantity, Money price) {

    /** A JSON array in UTF-8. */
    static byte[] write(List<Offer> offers) {
        return Json.write(offers.stream()
                .map(offer -> new OfferJson(offer.sku().value(), offer.quantity(), offer.price()))
                .toList());
    }
}
