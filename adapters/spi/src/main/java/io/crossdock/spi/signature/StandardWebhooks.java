package io.crossdock.spi.signature;

import io.crossdock.spi.signature.HmacSha256.Encoding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import javax.crypto.Mac;

/**
 * The Standard Webhooks scheme (standardwebhooks.com, specification 1.0): signatures over id, timestamp and body, several
 * of them separated by blanks, within five minutes of now. {@code v1} is an HMAC by a shared secret, {@code v1a} is
 * Ed25519 by the sender's key, of which the channel has the public half.
 */
public final class StandardWebhooks implements SignatureScheme {

    private static final String SECRET_PREFIX = "whsec_";

    /** More than any sender has secrets; a longer list is a stranger's. */
    private static final int MOST_SIGNATURES = 16;

    private final String headers;

    public StandardWebhooks() {
        this("webhook");
    }

    /** @param headers how the names of its three headers begin, {@code webhook} or a sender's own such as {@code svix} */
    public StandardWebhooks(String headers) {
        this.headers = headers;
    }

    @Override
    public boolean verifies(SignedRequest request, List<String> secrets, Instant now) {
        String id = request.header(headers + "-id").orElse("");
        String timestamp = request.header(headers + "-timestamp").orElse("");
        String[] signatures = request.header(headers + "-signature").orElse("").split(" ", MOST_SIGNATURES + 1);
        if (id.isEmpty() || !Window.holdsSeconds(timestamp, now) || signatures.length > MOST_SIGNATURES) {
            return false;
        }
        byte[] signed = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        boolean verified = false;
        for (String secret : secrets) {
            verified |= Ed25519Key.isOne(secret)
                    ? Ed25519Key.verifies(secret, signed, request.body(), signatures)
                    : verifies(secret, signed, request.body(), signatures);
        }
        return verified;
    }

    private static boolean verifies(String secret, byte[] signed, byte[] body, String[] signatures) {
        byte[] key = key(secret);
        if (key.length == 0) {
            return false;
        }
        Mac mac = HmacSha256.mac(key);
        mac.update(signed);
        byte[] expected = mac.doFinal(body);
        boolean verified = false;
        for (String signature : signatures) {
            verified |= signature.startsWith("v1,")
                    && MessageDigest.isEqual(expected, Encoding.BASE64.decoded(signature.substring(3)));
        }
        return verified;
    }

    @Override
    public void requireUsable(String secret) {
        SignatureScheme.super.requireUsable(secret);
        if (Ed25519Key.isOne(secret)) {
            Ed25519Key.requireUsable(secret);
        } else if (key(secret).length == 0) {
            throw new IllegalArgumentException(
                    "the webhook secret must be base64, with or without " + SECRET_PREFIX + " before it");
        }
    }

    /** Empty where the secret is not base64. */
    private static byte[] key(String secret) {
        return Encoding.BASE64.decoded(
                secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret);
    }
}
