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
        char[] value = new char[34];
        write(value, 6, epoch, 6);
        value[6] = '-';
        write(value, 27, position, 20);
        value[27] = '-';
        write(value, 34, ordinal, 6);
        return new Sequence(new String(value));
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
        char[] next = value.toCharArray();
        write(next, 34, Math.min(999_999, Integer.parseInt(value.substring(28)) + 1), 6);
        return new Sequence(new String(next));
    }

    /** The part that a commit's events share: epoch and position. Levels and bookings are compared by it. */
    public String commit() {
        return value.substring(0, 27);
    }

    /** For people: without leading zeros, such as {@code 1-24023128-3}. */
    public String brief() {
        return value.replaceAll("\\b0+(?=[0-9])", "");
    }

    private static void write(char[] value, int end, long number, int width) {
        long left = number;
        for (int place = end - 1; place >= end - width; place--) {
            value[place] = (char) ('0' + left % 10);
            left /= 10;
        }
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
