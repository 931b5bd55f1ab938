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

    private static final int LONGEST = 64;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sku {}

    /** Whether it is what the rule for SKUs allows; looked at by hand, since each event of a burst asks for it. */
    public boolean isWellFormed() {
        if (value == null || value.isEmpty() || value.length() > LONGEST) {
            return false;
        }
        int last = value.length() - 1;
        for (int i = 1; i < last; i++) {
            char character = value.charAt(i);
            if (character != ' ' && !isShown(character)) {
                return false;
            }
        }
        return isShown(value.charAt(0)) && isShown(value.charAt(last));
    }

    /** Half of a surrogate pair is not, and so neither is a whole one. */
    private static boolean isShown(char character) {
        if (character <= '\u007E') {
            return character >= '\u0021';
        }
        return character >= '\u00A1' && character <= '\u1FFF'
                || character >= '\u2010' && character <= '\u2027'
                || character >= '\u2030' && character <= '\u205E'
                || character >= '\u2070' && character <= '\u2FFF'
                || character >= '\u3001' && character <= '\uD7FF';
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
