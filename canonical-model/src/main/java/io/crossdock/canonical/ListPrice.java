package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;

/**
 * An item's price on one price list.
 *
 * @param list the price list's name, such as {@code retail-eu}
 * @param validFrom when the price began by its date; null where its source tells none
 */
public record ListPrice(
        @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String list,
        @NotNull @Valid Money price,
        Instant validFrom) {

    /** Without a date. */
    public ListPrice(String list, Money price) {
        this(list, price, null);
    }
}
