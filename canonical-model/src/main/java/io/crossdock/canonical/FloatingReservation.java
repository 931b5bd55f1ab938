package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;

/**
 * Pieces promised to orders whose location is not decided yet: they count against every pool that shares a location
 * with them, which errs on the side of not selling twice.
 *
 * @param locations where the pieces may be taken from, sorted
 */
public record FloatingReservation(
        @NotEmpty @Size(max = 1000) List<@NotNull @Valid LocationId> locations,

        @NotNull @Positive @Digits(integer = 12, fraction = 6) BigDecimal quantity) {

    public FloatingReservation {
        locations = locations == null ? List.of() : List.copyOf(locations);
    }
}
