package io.crossdock.spi.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;

/**
 * The Standard Webhooks scheme (standardwebhooks.com, specification 1.0), symmetric form: {@code v1} signatures over id,
 * timestamp and body, several of them separated by blanks, within five minutes of now.
 */
public final class StandardWebhooks implements SignatureScheme {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String SECRET_PREFIX = "whsec_";

    @Override
    public boolean verifies(SignedRequest request, List<String> secrets, Instant now) {
        String id = request.header("webhook-id").orElse("");
        String timestamp = request.header("webhook-timestamp").orElse("");
        String signatures = request.header("webhook-signature").orElse("");
        if (id.isEmpty() || !isRecent(timestamp, now)) {
            return false;
        }
        boolean verified = false;
        for (String secret : secrets) {
            byte[] key = key(secret);
            if (key.length == 0) {
                continue;
            }
            byte[] expected = expected(key, id, timestamp, request.body());
            for (String signature : signatures.split(" ")) {
                verified |=
                        signature.startsWith("v1,") && MessageDigest.isEqual(expected, decoded(signature.substring(3)));
            }
        }
        return verified;
    }

    private static boolean isRecent(String timestamp, Instant now) {
        if (!timestamp.matches("\\d{1,12}")) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        return age.compareTo(TOLERANCE) <= 0;
    }

    @Override
    public void requireUsable(String secret) {
        SignatureScheme.super.requireUsable(secret);
        if (key(secret).length == 0) {
            throw new IllegalArgumentException(
                    "the webhook secret must be base64, with or without " + SECRET_PREFIX + " before it");
        }
    }

    /** Empty where the secret is not base64. */
    private static byte[] key(String secret) {
        return decoded(secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret);
    }

    private static byte[] expected(byte[] key, String id, String timestamp, byte[] body) {
        Mac mac = HmacSha256.mac(key);
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(body);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
