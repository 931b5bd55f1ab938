package io.crossdock.canonical;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Our own key of a thing sold; a system's key for it is a listing.
 *
 * @param value 1 to 64 characters that show, or plain blanks between them
 */
public record Sku(
        @JsonValue @NotNull @Pattern(regexp = Sku.FORM) String value) implements Comparable<Sku> {

    /** What shows: no control characters, no odd blanks, nothing invisible, no half of a surrogate pair. */
    private static final String SHOWN =
            "\\x21-\\x7E\\u00A1-\\u1FFF\\u2010-\\u2027\\u2030-\\u205E\\u2070-\\u2FFF\\u3001-\\uD7FF";

    private static final String FORM = "[" + SHOWN + "](?:[ " + SHOWN + "]{0,62}[" + SHOWN + "])?";

    private static final java.util.regex.Pattern WELL_FORMED = java.util.regex.Pattern.compile(FORM);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sku {}

    /** Whether it is what the rule for SKUs allows. */
    public boolean isWellFormed() {
        return value != null && WELL_FORMED.matcher(value).matches();
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
