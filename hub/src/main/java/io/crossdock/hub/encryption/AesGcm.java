package io.crossdock.hub.encryption;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;

/** AES-256-GCM by Tink: 12 random bytes of nonce, the ciphertext, 16 bytes of tag. */
final class AesGcm {

    private AesGcm() {}

    static byte[] seal(byte[] key, byte[] plain, byte[] bound) {
        try {
            return new AesGcmJce(key).encrypt(plain, bound);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot encrypt by AES-GCM", e);
        }
    }

    /** @throws TamperedException when it was not sealed by that key, or is bound to something else */
    static byte[] open(byte[] key, byte[] sealed, byte[] bound) {
        try {
            return new AesGcmJce(key).decrypt(sealed, bound);
        } catch (GeneralSecurityException e) {
            throw new TamperedException();
        }
    }
}
