package io.crossdock.spi.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

/**
 * A fixed word in a header: proves who knows it, not what was sent. Only for senders that do no better, and only behind
 * TLS.
 *
 * @param prefix what stands before it there, such as {@code Bearer}, with its blank
 */
record HeaderToken(String header, String prefix) implements SignatureScheme {

    @Override
    public boolean verifies(SignedRequest request, List<String> secrets, Instant now) {
        byte[] given = request.header(header)
                .filter(value -> value.startsWith(prefix))
                .map(value -> value.substring(prefix.length()).getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        boolean verified = false;
        for (String secret : secrets) {
            // The time that it takes is that of the given word's length, so it tells nothing of the secret's.
            verified |= !secret.isEmpty() && MessageDigest.isEqual(given, secret.getBytes(StandardCharsets.UTF_8));
        }
        return verified;
    }
}
