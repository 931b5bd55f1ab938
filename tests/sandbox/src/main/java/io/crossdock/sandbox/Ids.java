package io.crossdock.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.UUID;

/** Ids as systems give them: the same for the same name, or the next of a seeded random. */
public final class Ids {

    private static final String CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ234567";
    /** The first number that a double cannot tell from its neighbour. */
    private static final long BEYOND_DOUBLE = (1L << 53) + 1;

    private Ids() {}

    /** Digits only, above 2^53 and below 2^62; a parser that goes through double falls over it. */
    public static long large(String name) {
        return BEYOND_DOUBLE + Math.floorMod(ByteBuffer.wrap(digest(name)).getLong(), (1L << 62) - BEYOND_DOUBLE);
    }

    /** Capitals and digits. */
    public static String capitals(String name, int length) {
        return capitals(new Random(ByteBuffer.wrap(digest(name)).getLong()), length);
    }

    public static String capitals(Random random, int length) {
        StringBuilder id = new StringBuilder(length);
        random.ints(length, 0, CAPITALS.length()).forEach(index -> id.append(CAPITALS.charAt(index)));
        return id.toString();
    }

    public static String digits(Random random, int length) {
        StringBuilder id = new StringBuilder(length);
        random.ints(length, 0, 10).forEach(id::append);
        return id.toString();
    }

    public static String uuid(Random random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes).toString();
    }

    private static byte[] digest(String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
