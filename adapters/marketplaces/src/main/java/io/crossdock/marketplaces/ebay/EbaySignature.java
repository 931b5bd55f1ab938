package io.crossdock.marketplaces.ebay;

import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.signature.Challenge;
import io.crossdock.spi.signature.HmacSha256.Encoding;
import io.crossdock.spi.signature.PublicKeys;
import io.crossdock.spi.signature.SignatureScheme;
import io.crossdock.spi.signature.SignedRequest;
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
 * ECDSA on P-256 with SHA-1 by a key that the header names. The algorithm that the header names as well is not looked at:
 * a stranger does not choose it.
 */
record EbaySignature(PublicKeys keys) implements SignatureScheme {

    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32,80}");

    /** Base64 of it is the header. */
    private record Header(String kid, String signature) {}

    @Override
    public boolean verifies(SignedRequest request, List<String> secrets, Instant now) {
        Optional<Header> header = request.header("X-EBAY-SIGNATURE").flatMap(EbaySignature::read);
        if (header.isEmpty()) {
            return false;
        }
        byte[] signature = Encoding.BASE64.decoded(header.get().signature());
        if (signature.length == 0) {
            return false;
        }
        Optional<PublicKey> key = keys.find(header.get().kid());
        return key.isPresent() && verifies(key.get(), CompactJson.of(request.body()), signature);
    }

    @Override
    public Optional<Challenge> challenge() {
        return Optional.of(new EbayChallenge());
    }

    /** The verification token, as eBay takes it. */
    @Override
    public void requireUsable(String secret) {
        SignatureScheme.super.requireUsable(secret);
        if (!TOKEN.matcher(secret).matches()) {
            throw new IllegalArgumentException(
                    "the verification token must be 32 to 80 letters, digits, underscores and dashes");
        }
    }

    private static Optional<Header> read(String base64) {
        byte[] json = Encoding.BASE64.decoded(base64);
        try {
            Header header = Json.read(json, EbayKeys.SYSTEM, "signature", Header.class);
            return header.kid() != null
                            && header.signature() != null
                            && KEY_ID.matcher(header.kid()).matches()
                    ? Optional.of(header)
                    : Optional.empty();
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    private static boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
        try {
            Signature verification = Signature.getInstance("SHA1withECDSA");
            verification.initVerify(key);
            verification.update(signed);
            return verification.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("no EC key was published", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA1withECDSA", e);
        }
    }
}
