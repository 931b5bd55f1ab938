package io.crossdock.spi.signature;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every text of bytes that differs from the given one in exactly one bit. */
final class Bits {

    private Bits() {}

    static Stream<byte[]> changed(byte[] bytes) {
        return IntStream.range(0, bytes.length * 8).mapToObj(bit -> {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            return changed;
        });
    }
}
