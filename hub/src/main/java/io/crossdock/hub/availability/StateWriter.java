package io.crossdock.hub.availability;

import io.crossdock.canonical.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes the stored form of our own records, member after member, as {@link StateReader} reads it. Texts and times that
 * were written before in the same value, as locations and commits mostly were, take a byte.
 */
final class StateWriter {

    private static final int LIKELY_BYTES = 256;
    private static final int SEQUENCE_LENGTH = 34;

    private final StateTexts texts = new StateTexts();
    private byte[] bytes = new byte[LIKELY_BYTES];
    private int size;
    private Instant last;

    /** A byte as it is. */
    StateWriter octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    StateWriter flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    /** A whole number of either sign; small ones take a byte or two. */
    StateWriter number(long value) {
        room(10);
        long left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
        return this;
    }

    StateWriter octets(byte[] value) {
        number(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** @param value not null */
    StateWriter text(String value) {
        int known = texts.place(value);
        if (known >= 0) {
            return number(-1 - known);
        }
        texts.remember(value);
        return octets(value.getBytes(StandardCharsets.UTF_8));
    }

    /** @param value may be null */
    StateWriter time(Instant value) {
        if (value == null) {
            return number(0);
        }
        if (value.equals(last)) {
            return number(1);
        }
        last = value;
        return number(value.getNano() + 2L).number(value.getEpochSecond());
    }

    StateWriter pieces(BigDecimal value) {
        BigInteger unscaled = value.unscaledValue();
        if (unscaled.bitLength() < Long.SIZE) {
            return number((long) value.scale() << 1).number(unscaled.longValue());
        }
        return number((long) value.scale() << 1 | 1).octets(unscaled.toByteArray());
    }

    StateWriter sequence(Sequence value) {
        return sequence(value.value());
    }

    /** A sequence's text, or any other: the numbers of the one, the other as it is. */
    StateWriter sequence(String value) {
        if (value.length() == SEQUENCE_LENGTH && value.charAt(6) == '-' && value.charAt(27) == '-') {
            long epoch = digits(value, 0, 6);
            long position = digits(value, 7, 27);
            long ordinal = digits(value, 28, SEQUENCE_LENGTH);
            if (epoch >= 0 && position >= 0 && ordinal >= 0) {
                return number(epoch + 1).number(position).number(ordinal);
            }
        }
        return number(0).text(value);
    }

    /** Below zero for what is no number, or too large a one. */
    private static long digits(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    <T> StateWriter list(Collection<T> values, BiConsumer<T, StateWriter> each) {
        number(values.size());
        values.forEach(value -> each.accept(value, this));
        return this;
    }

    <T> StateWriter map(Map<String, T> values, Consumer<T> each) {
        number(values.size());
        values.forEach((name, value) -> {
            text(name);
            each.accept(value);
        });
        return this;
    }

    byte[] written() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
