package io.crossdock.canonical;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The order of events within a subject, as text of fixed width that compares as it reads: epoch (raised when a source
 * starts its log anew), commit position (a log position, or microseconds where there is none), ordinal within the
 * commit.
 *
 * @param value for example {@code 000001-00000000000024023128-000003}
 */
public record Sequence(
        @JsonValue @NotNull @Pattern(regexp = Sequence.FORM) String value) implements Comparable<Sequence> {

    private static final String FORM = "[0-9]{6}-[0-9]{20}-[0-9]{6}";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sequence {}

    /**
     * @param epoch 0 to 999999
     * @param position not negative
     * @param ordinal 0 to 999999
     */
    public static Sequence of(int epoch, long position, int ordinal) {
        if (epoch < 0 || epoch > 999_999 || position < 0 || ordinal < 0 || ordinal > 999_999) {
            throw new IllegalArgumentException("sequence out of range: " + epoch + ", " + position + ", " + ordinal);
        }
        return new Sequence(padded(epoch, 6) + "-" + padded(position, 20) + "-" + padded(ordinal, 6));
    }

    /**
     * A sequence as {@link #value} writes it.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    public static Sequence parse(String text) {
        if (!text.matches(FORM)) {
            throw new IllegalArgumentException("not a sequence");
        }
        return new Sequence(text);
    }

    /** The next place of the same commit; itself at the last. */
    public Sequence following() {
        int ordinal = Integer.parseInt(value.substring(28));
        return new Sequence(value.substring(0, 28) + padded(Math.min(999_999, ordinal + 1), 6));
    }

    /** The part that a commit's events share: epoch and position. Levels and bookings are compared by it. */
    public String commit() {
        return value.substring(0, 27);
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(width - digits.length()) + digits;
    }

    @Override
    public int compareTo(Sequence other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
