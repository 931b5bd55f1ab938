package io.crossdock.pos.square;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Idempotency keys: Square takes one a request, of at most 128 characters. */
final class SquareKeys {

    private SquareKeys() {}

    /** The same for the same parts in any order; 64 characters. */
    static String of(List<String> parts) {
        try {
            byte[] text = String.join("\n", parts.stream().sorted().toList()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
