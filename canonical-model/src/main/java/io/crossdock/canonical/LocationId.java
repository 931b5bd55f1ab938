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

    private static final int LONGEST = 64;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LocationId {}

    /** Whether it is what the rule for locations allows; looked at by hand, since each level of a burst asks for it. */
    public boolean isWellFormed() {
        if (value == null || value.isEmpty() || value.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isAllowed(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '.'
                || character == '_'
                || character == '-';
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
