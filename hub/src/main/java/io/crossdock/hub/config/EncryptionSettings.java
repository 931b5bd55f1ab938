package io.crossdock.hub.config;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Whether bodies and personal members are encrypted before Kafka keeps them, and by which master keys.
 *
 * @param seals whether new records are encrypted
 * @param isOff whether the operator says that they are not
 * @param masters the first protects new keys, all of them open old ones; none where nothing is or was encrypted
 */
public record EncryptionSettings(boolean seals, boolean isOff, List<Master> masters) {

    public static final EncryptionSettings NONE = new EncryptionSettings(false, false, List.of());

    private static final int KEY_BYTES = 32;

    public EncryptionSettings {
        masters = List.copyOf(masters);
    }

    /**
     * A master key.
     *
     * @param reference as the operator wrote it; for messages
     * @param key 32 bytes
     */
    public record Master(String reference, byte[] key) {

        /** Never the key. */
        @Override
        public String toString() {
            return "Master[" + reference + "]";
        }
    }

    public boolean canOpen() {
        return !masters.isEmpty();
    }

    /** Notes what is wrong by variable and reference, never a key. */
    static EncryptionSettings read(String wanted, String key, String previous, Secrets secrets, Problems problems) {
        List<Master> masters = new ArrayList<>();
        master("CROSSDOCK_ENCRYPTION_KEY", key, secrets, problems).ifPresent(masters::add);
        master("CROSSDOCK_ENCRYPTION_PREVIOUS_KEY", previous, secrets, problems).ifPresent(masters::add);
        if (!previous.isEmpty() && key.isEmpty()) {
            problems.add("CROSSDOCK_ENCRYPTION_PREVIOUS_KEY", "is set without a newer one", "CROSSDOCK_ENCRYPTION_KEY");
        }
        if (!wanted.isEmpty() && !wanted.equals("on") && !wanted.equals("off")) {
            problems.add("CROSSDOCK_ENCRYPTION", "'" + wanted + "' is neither on nor off", "on, off");
        }
        if (wanted.equals("on") && key.isEmpty()) {
            problems.add("CROSSDOCK_ENCRYPTION", "is on without a key", "CROSSDOCK_ENCRYPTION_KEY={{secret:NAME}}");
        }
        boolean isOff = wanted.equals("off");
        return new EncryptionSettings(!masters.isEmpty() && !isOff, isOff, masters);
    }

    private static Optional<Master> master(String variable, String text, Secrets secrets, Problems problems) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!Secrets.isSecret(text)) {
            // It may be the key itself, so it is not repeated.
            problems.add(variable, "is no reference to a secret", "{{secret:NAME}}");
            return Optional.empty();
        }
        if (!secrets.check(variable, text, problems)) {
            return Optional.empty();
        }
        Optional<byte[]> key = decoded(secrets.resolve(text));
        if (key.isEmpty()) {
            problems.add(variable, "what " + text + " refers to is no key", "32 random bytes in base64, 44 characters");
        }
        return key.map(bytes -> new Master(text, bytes));
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            return Optional.of(key).filter(bytes -> bytes.length == KEY_BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
