package io.crossdock.canonical;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Our own key of a thing sold; a system's key for it is a listing.
 *
 * @param value 1 to 64 printable characters, none of them blank at either end
 */
public record Sku(
        @JsonValue @NotNull @Pattern(regexp = "\\S(?:[\\x20-\\x7E\\u00A0-\\uFFFF]{0,62}\\S)?")
        String value) implements Comparable<Sku> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sku {}

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
