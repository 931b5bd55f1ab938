package io.crossdock.hub.strangler;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.erp.strangler.SwitchedCapability;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a capability is asked.
 *
 * @param key what decides who answers; empty where the request has none or is no JSON
 */
record Question(byte[] body, String key) {

    private static final int LONGEST_KEY = 200;
    private static final int DIGEST_BYTES = 8;

    static Question of(byte[] body, SwitchedCapability capability) {
        try {
            JsonNode request = Json.read(body, capability.name(), "request", JsonNode.class);
            return new Question(
                    body,
                    request.at(JsonPointer.compile(capability.key())).asText().strip());
        } catch (Failure e) {
            // The side that answers says what it thinks of such a request.
            return new Question(body, "");
        }
    }

    /** As an event may tell it. */
    String told(SwitchedCapability capability) {
        if (key.isEmpty()) {
            return "-";
        }
        return capability.hidesKey() || key.length() > LONGEST_KEY ? digest(capability.name() + '\n' + key) : key;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
