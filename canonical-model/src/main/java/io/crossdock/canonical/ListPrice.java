package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * An item's price on one price list.
 *
 * @param list the price list's name, such as {@code retail-eu}
 */
public record ListPrice(
        @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String list,
        @NotNull @Valid Money price) {}
