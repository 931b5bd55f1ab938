package io.crossdock.canonical;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * An amount in a currency; never a double.
 *
 * @param amount at most 15 digits before and 6 after the point; may be negative (a refund)
 * @param currency an ISO 4217 code such as {@code EUR}
 */
public record Money(
        @NotNull @Digits(integer = 15, fraction = 6) BigDecimal amount,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency) {

    /**
     * Equal amounts are equal money, whatever their scale: 10 EUR is 10.00 EUR. Parts that are still missing are
     * compared too, because validation asks for hash codes before anybody has found out that they are missing.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof Money that
                && Objects.equals(currency, that.currency)
                && (amount == null || that.amount == null ? amount == that.amount : amount.compareTo(that.amount) == 0);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(currency)
                + (amount == null ? 0 : amount.stripTrailingZeros().hashCode());
    }
}
