package io.crossdock.hub.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a key, in the attribute {@code keyid} of whatever it encrypts: such as {@code acme-eu:2026-10:3fa91c20d2b1:0}.
 *
 * @param tree the tree it is a leaf of: owner, period, and what tells two trees of the same period apart
 * @param turn 0, or how often the order had been forgotten before: its next record needs another leaf
 */
record KeyId(String tree, int turn) {

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,64}:[0-9]{4}-[0-9]{2}:[0-9a-f]{12}):([0-9]{1,4})");

    static Optional<KeyId> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new KeyId(form.group(1), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /** Where the key of an order stands in its tree. */
    static long position(String owner, String order, int turn) {
        byte[] text = ("crossdock position\0" + owner + '\0' + order + '\0' + turn).getBytes(StandardCharsets.UTF_8);
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return tree + ":" + turn;
    }
}
