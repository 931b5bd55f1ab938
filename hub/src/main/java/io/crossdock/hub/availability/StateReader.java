package io.crossdock.hub.availability;

import io.crossdock.canonical.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads what {@link StateWriter} wrote. What is cut off or no such thing ends in an {@link IndexOutOfBoundsException} or
 * an {@link IllegalArgumentException}.
 */
final class StateReader {

    private final StateTexts texts = new StateTexts();
    private final byte[] bytes;
    private final int form;
    private int at;
    private Instant last;

    StateReader(byte[] bytes) {
        this.bytes = bytes;
        this.form = octet();
    }

    /** The form that the value is written in, its first octet. */
    int form() {
        return form;
    }

    int octet() {
        return bytes[at++];
    }

    boolean flag() {
        return octet() != 0;
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes[at++];
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (number >>> 1) ^ -(number & 1);
            }
        }
        throw new IllegalArgumentException("a number has no end");
    }

    int integer() {
        return Math.toIntExact(number());
    }

    byte[] octets() {
        int size = size(integer());
        at += size;
        return Arrays.copyOfRange(bytes, at - size, at);
    }

    String text() {
        int size = integer();
        if (size < 0) {
            return texts.at(-1 - size);
        }
        String text = new String(bytes, at, size(size), StandardCharsets.UTF_8);
        at += size;
        texts.remember(text);
        return text;
    }

    /** Null where none was written. */
    Instant time() {
        int told = integer();
        if (told == 0) {
            return null;
        }
        if (told > 1) {
            last = Instant.ofEpochSecond(number(), told - 2);
        }
        return last;
    }

    BigDecimal pieces() {
        int scale = integer();
        return (scale & 1) == 0
                ? BigDecimal.valueOf(number(), scale >> 1)
                : new BigDecimal(new BigInteger(octets()), scale >> 1);
    }

    Sequence sequence() {
        int epoch = integer();
        return epoch == 0 ? new Sequence(text()) : Sequence.of(epoch - 1, number(), integer());
    }

    /** The text of a sequence, or any other. */
    String sequenceText() {
        return sequence().value();
    }

    <T> List<T> list(Function<StateReader, T> each) {
        int size = size(integer());
        if (size == 0) {
            return List.of();
        }
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(each.apply(this));
        }
        return values;
    }

    <T> SortedMap<String, T> map(Supplier<T> each) {
        int size = size(integer());
        if (size == 0) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, T> values = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            values.put(text(), each.get());
        }
        return values;
    }

    /** No more values or octets than there are octets left. */
    private int size(int told) {
        if (told < 0 || told > bytes.length - at) {
            throw new IllegalArgumentException("more is announced than there is");
        }
        return told;
    }
}
