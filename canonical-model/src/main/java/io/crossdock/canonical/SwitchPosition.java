package io.crossdock.canonical;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * Where the switch of a capability stands.
 *
 * @param percent of the keys that the new side answers for, in hundredths at the finest; null but in canary
 */
public record SwitchPosition(
        @NotNull SwitchMode mode,

        @PositiveOrZero @DecimalMax("100") @Digits(integer = 3, fraction = 2) BigDecimal percent) {

    public static SwitchPosition of(SwitchMode mode) {
        return new SwitchPosition(mode, null);
    }

    public static SwitchPosition canary(BigDecimal percent) {
        return new SwitchPosition(SwitchMode.CANARY, percent);
    }

    /** As it is typed and shown: {@code shadow}, {@code canary 2.5%}. */
    @Override
    public String toString() {
        String word = mode.name().toLowerCase(Locale.ROOT);
        return percent == null
                ? word
                : word + " " + percent.stripTrailingZeros().toPlainString() + "%";
    }
}
