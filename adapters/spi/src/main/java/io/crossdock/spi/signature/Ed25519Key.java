package io.crossdock.spi.signature;

import io.crossdock.spi.signature.HmacSha256.Encoding;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** The asymmetric form of Standard Webhooks: {@code whpk_} and the 32 bytes of an Ed25519 public key in base64. */
final class Ed25519Key {

    private static final String PREFIX = "whpk_";
    private static final String VERSION = "v1a,";
    private static final int KEY_BYTES = 32;

    /** Java takes longer ones with zeros at the end, too (seen with 17.0). */
    private static final int SIGNATURE_BYTES = 64;

    /** SubjectPublicKeyInfo of Ed25519 up to the key's own bytes (RFC 8410, section 4). */
    private static final byte[] INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519Key() {}

    static boolean isOne(String secret) {
        return secret.startsWith(PREFIX);
    }

    static void requireUsable(String secret) {
        try {
            key(secret);
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException(
                    "the webhook secret must be an Ed25519 public key, " + PREFIX + " and 32 bytes in base64");
        }
    }

    static boolean verifies(String secret, byte[] signed, byte[] body, String[] signatures) {
        try {
            PublicKey key = key(secret);
            boolean verified = false;
            for (String signature : signatures) {
                verified |= signature.startsWith(VERSION)
                        && verifies(key, signed, body, Encoding.BASE64.decoded(signature.substring(VERSION.length())));
            }
            return verified;
        } catch (InvalidKeySpecException e) {
            return false;
        }
    }

    private static boolean verifies(PublicKey key, byte[] signed, byte[] body, byte[] signature) {
        try {
            Signature verification = Signature.getInstance("Ed25519");
            verification.initVerify(key);
            verification.update(signed);
            verification.update(body);
            return signature.length == SIGNATURE_BYTES && verification.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has Ed25519", e);
        }
    }

    private static PublicKey key(String secret) throws InvalidKeySpecException {
        byte[] key = Encoding.BASE64.decoded(secret.substring(PREFIX.length()));
        if (key.length != KEY_BYTES) {
            throw new InvalidKeySpecException("not " + KEY_BYTES + " bytes");
        }
        byte[] info = Arrays.copyOf(INFO, INFO.length + KEY_BYTES);
        System.arraycopy(key, 0, info, INFO.length, KEY_BYTES);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
        } catch (InvalidKeySpecException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has Ed25519", e);
        }
    }
}
