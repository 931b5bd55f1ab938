package io.crossdock.sandbox.square;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.http.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** {@code {"amount": 1250, "currency": "EUR"}}: the amount in the currency's smallest unit. */
final class SquareMoney {

    private SquareMoney() {}

    static ObjectNode of(BigDecimal amount, String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        ObjectNode money = JsonText.object();
        money.put(
                "amount",
                amount.setScale(digits, RoundingMode.HALF_UP).unscaledValue().longValueExact());
        money.put("currency", currency);
        return money;
    }

    static BigDecimal amount(long smallest, String currency) {
        return BigDecimal.valueOf(smallest, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
