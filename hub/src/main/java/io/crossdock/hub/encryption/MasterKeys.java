package io.crossdock.hub.encryption;

import io.crossdock.hub.config.EncryptionSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Encrypts the nodes of key trees for the topic that keeps them: {@code 1.<id of the master key>.<base64url>}, bound to
 * the record's key.
 */
final class MasterKeys {

    private static final String VERSION = "1";

    private final Map<String, byte[]> keys = new LinkedHashMap<>();
    private final String references;

    MasterKeys(EncryptionSettings settings) {
        settings.masters().forEach(master -> keys.put(id(master.key()), master.key()));
        references = settings.masters().stream()
                .map(EncryptionSettings.Master::reference)
                .collect(Collectors.joining(", "));
    }

    byte[] wrap(String recordKey, byte[] node) {
        Map.Entry<String, byte[]> first = keys.entrySet().iterator().next();
        byte[] sealed = AesGcm.seal(first.getValue(), node, recordKey.getBytes(StandardCharsets.UTF_8));
        String text = VERSION + "." + first.getKey() + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws NoKeyException naming the references of those that there are */
    byte[] unwrap(String recordKey, byte[] wrapped) {
        String[] parts = new String(wrapped, StandardCharsets.US_ASCII).split("[.]");
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new NoKeyException("the key record " + recordKey + " is of no form that this release knows");
        }
        byte[] master = keys.get(parts[1]);
        if (master == null) {
            throw new NoKeyException("key " + recordKey + " is protected by another master key (" + parts[1] + ") than "
                    + references + " (" + String.join(", ", keys.keySet()) + ")");
        }
        try {
            return AesGcm.open(
                    master, Base64.getUrlDecoder().decode(parts[2]), recordKey.getBytes(StandardCharsets.UTF_8));
        } catch (TamperedException | IllegalArgumentException e) {
            throw new NoKeyException("the key record " + recordKey + " was changed by a stranger");
        }
    }

    /** Tells master keys apart and nothing of them: they are random, so that no guess can be tried on it. */
    private static String id(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("crossdock master".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(key), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
