package io.crossdock.canonical;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;

/**
 * An amount in a currency; never a double.
 *
 * @param amount at most 15 digits before and 6 after the point; may be negative (a refund)
 * @param currency an ISO 4217 code such as {@code EUR}
 */
public record Money(
        @NotNull @Digits(integer = 15, fraction = 6) BigDecimal amount,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency) {

    /** Equal amounts are equal money, whatever their scale: 10 EUR is 10.00 EUR. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Money that && currency.equals(that.currency) && amount.compareTo(that.amount) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * currency.hashCode() + amount.stripTrailingZeros().hashCode();
    }
}
