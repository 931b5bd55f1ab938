package io.crossdock.canonical;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Where stock lies: a warehouse, a shop.
 *
 * @param value 1 to 64 characters of letters, digits, dot, dash, underscore
 */
public record LocationId(
        @JsonValue @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String value) implements Comparable<LocationId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LocationId {}

    @Override
    public int compareTo(LocationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
