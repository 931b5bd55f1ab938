package io.crossdock.sandbox.webhook;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256, base64 (RFC 2104). */
public final class Hmac {

    private Hmac() {}

    /** @param parts signed one after the other */
    public static String base64(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    /** A key that is not this one. */
    public static byte[] otherThan(byte[] key) {
        byte[] other = key.clone();
        other[0] ^= 1;
        return other;
    }
}
