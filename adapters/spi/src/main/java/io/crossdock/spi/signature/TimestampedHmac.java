package io.crossdock.spi.signature;

import io.crossdock.spi.signature.HmacSha256.Encoding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;

/**
 * A time and signatures in one header, {@code t=1767323045,v1=5257...}: HMAC-SHA256 in hex over time, a dot and the body.
 * Stripe began it (docs.stripe.com/webhooks, read 2026-11-20), Shippo and others took it over. There may be several
 * {@code v1}, one for each secret of the sender; other versions are left aside, so that nobody can ask for a weaker one.
 */
public record TimestampedHmac(String header) implements SignatureScheme {

    /** More than any sender has secrets; a longer list is a stranger's. */
    private static final int MOST_PARTS = 16;

    @Override
    public boolean verifies(SignedRequest request, List<String> secrets, Instant now) {
        String time = null;
        List<byte[]> given = new ArrayList<>();
        String[] parts = request.header(header).orElse("").split(",", MOST_PARTS + 1);
        if (parts.length > MOST_PARTS) {
            return false;
        }
        for (String part : parts) {
            String word = part.strip();
            if (word.startsWith("t=")) {
                if (time != null) {
                    return false;
                }
                time = word.substring(2);
            } else if (word.startsWith("v1=")) {
                given.add(Encoding.HEX.decoded(word.substring(3)));
            }
        }
        return time != null && Window.holdsSeconds(time, now) && verifies(request, secrets, time, given);
    }

    private static boolean verifies(SignedRequest request, List<String> secrets, String time, List<byte[]> given) {
        boolean verified = false;
        for (String secret : secrets) {
            if (secret.isEmpty()) {
                continue;
            }
            Mac mac = HmacSha256.mac(secret.getBytes(StandardCharsets.UTF_8));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            byte[] expected = mac.doFinal(request.body());
            for (byte[] signature : given) {
                verified |= MessageDigest.isEqual(expected, signature);
            }
        }
        return verified;
    }
}
