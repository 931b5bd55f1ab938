package io.crossdock.hub.jslt;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.spi.Offer;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsltActionTest {

    /** A shop refused 4.4E+2, which is how a stripped 440.00 is written. */
    @Test
    void a_round_price_keeps_its_decimals_on_its_way_to_a_request() {
        // given
        JsltAction action = new JsltAction();
        action.setOffers("[for (.) {\"article\": .sku, \"price\": string(.price.amount), \"pieces\": .quantity}]");
        Offer offer = new Offer(new Sku("A-1"), 7L, null, new Money(new BigDecimal("440.00"), "EUR"), "key");
        // when
        byte[] request = (byte[]) action.translate(List.of(offer));
        // then
        assertThat(new String(request)).isEqualTo("[{\"article\":\"A-1\",\"price\":\"440.00\",\"pieces\":7}]");
    }
}
