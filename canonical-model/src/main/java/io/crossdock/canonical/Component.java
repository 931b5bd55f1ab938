package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;

/** What a kit takes of one other item. */
public record Component(
        @NotNull @Valid Sku sku,

        @NotNull @Positive @Digits(integer = 12, fraction = 6) BigDecimal quantity) {}
