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
        @JsonValue @NotNull @Pattern(regexp = LocationId.FORM) String value) implements Comparable<LocationId> {

    private static final String FORM = "[A-Za-z0-9._-]{1,64}";

    private static final java.util.regex.Pattern WELL_FORMED = java.util.regex.Pattern.compile(FORM);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LocationId {}

    /** Whether it is what the rule for locations allows. */
    public boolean isWellFormed() {
        return value != null && WELL_FORMED.matcher(value).matches();
    }

    @Override
    public int compareTo(LocationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
