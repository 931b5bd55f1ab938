package io.crossdock.spi.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over the body, or over the registered URL and the body, in one header; what most shops and tills use
 * (RFC 2104).
 *
 * @param header where the signature stands
 * @param encoding how the signature is written
 * @param content what is signed
 * @param prefix what stands before it there, such as {@code sha256=}; empty as a rule
 */
public record HmacSha256(String header, Encoding encoding, Content content, String prefix) implements SignatureScheme {

    /** How a signature's bytes are written. */
    public enum Encoding {
        BASE64,
        HEX;

        /**
         * The bytes; empty for what is not written so. Of base64 only the one text that an encoder writes for these bytes
         * counts, no other one with idle bits or without padding.
         */
        public byte[] decoded(String text) {
            return this == BASE64 ? base64(text) : hex(text);
        }
    }

    /** What is signed. */
    public enum Content {
        BODY,
        URL_AND_BODY
    }

    @Override
    public boolean verifies(SignedRequest request, List<String> secrets, Instant now) {
        byte[] given = request.header(header)
                .filter(value -> value.startsWith(prefix))
                .map(value -> encoding.decoded(value.substring(prefix.length())))
                .orElse(new byte[0]);
        boolean verified = false;
        for (String secret : secrets) {
            if (secret.isEmpty()) {
                continue;
            }
            verified |= MessageDigest.isEqual(expected(request, secret), given);
        }
        return verified;
    }

    private byte[] expected(SignedRequest request, String secret) {
        Mac mac = mac(secret.getBytes(StandardCharsets.UTF_8));
        if (content == Content.URL_AND_BODY) {
            mac.update(request.registeredUrl().getBytes(StandardCharsets.UTF_8));
        }
        return mac.doFinal(request.body());
    }

    static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    private static byte[] base64(String text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(decoded).equals(text) ? decoded : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
