package io.crossdock.spi.signature;

import io.crossdock.spi.signature.HmacSha256.Encoding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * RSA with SHA-256 (RFC 8017, PKCS #1 v1.5) in base64 over a time, a dot and the body, by a key that the sender names and
 * publishes. What is cheap to refuse is refused before anybody is asked for a key.
 *
 * @param header where the signature stands
 * @param timeHeader where the time stands, in Unix seconds or as ISO 8601 writes it
 * @param keyIdHeader where the key's id stands
 */
public record RsaSha256(String header, String timeHeader, String keyIdHeader, PublicKeys keys)
        implements SignatureScheme {

    private static final Pattern KEY_ID = Pattern.compile("[!-~]{1,200}");

    @Override
    public boolean verifies(SignedRequest request, List<String> secrets, Instant now) {
        byte[] signature = request.header(header).map(Encoding.BASE64::decoded).orElse(new byte[0]);
        String time = request.header(timeHeader).orElse("");
        String keyId = request.header(keyIdHeader).orElse("");
        if (signature.length == 0
                || !Window.holds(time, now)
                || !KEY_ID.matcher(keyId).matches()) {
            return false;
        }
        Optional<PublicKey> key = keys.find(keyId);
        return key.isPresent() && verifies(key.get(), time, request.body(), signature);
    }

    private static boolean verifies(PublicKey key, String time, byte[] body, byte[] signature) {
        try {
            Signature verification = Signature.getInstance("SHA256withRSA");
            verification.initVerify(key);
            verification.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            verification.update(body);
            return verification.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("no RSA key was published", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA256withRSA", e);
        }
    }
}
