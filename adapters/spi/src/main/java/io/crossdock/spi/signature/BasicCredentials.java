package io.crossdock.spi.signature;

import io.crossdock.spi.signature.HmacSha256.Encoding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

/**
 * HTTP Basic (RFC 7617): a name and, as the secret, a password. Proves who knows them, not what was sent; only behind TLS.
 *
 * @param header {@code Authorization}, or one that the sender was told
 * @param username without a colon
 */
record BasicCredentials(String header, String username) implements SignatureScheme {

    private static final String BASIC = "Basic ";

    @Override
    public boolean verifies(SignedRequest request, List<String> secrets, Instant now) {
        byte[] given = request.header(header)
                .filter(value -> value.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                .map(value -> Encoding.BASE64.decoded(value.substring(BASIC.length())))
                .orElse(new byte[0]);
        boolean verified = false;
        for (String secret : secrets) {
            byte[] expected = (username + ":" + secret).getBytes(StandardCharsets.UTF_8);
            verified |= !secret.isEmpty() && MessageDigest.isEqual(given, expected);
        }
        return verified;
    }
}
