package io.crossdock.spi.signature;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Request;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON Web Key Set (RFC 7517, section 5) and of it the RSA keys for signatures (RFC 7518, section 6.3); others are left
 * aside, and so are moduli under 2048 bits or over 8192, which would cost more than a request is worth.
 *
 * @param system for messages
 */
public record JwkSet(String system, String url) implements PublishedKeys {

    private static final String OPERATION = "jwks";
    private static final int MOST_KEYS = 100;

    @Override
    public boolean areTogether() {
        return true;
    }

    @Override
    public Request request(String id) {
        return Request.get(OPERATION, "", Map.of());
    }

    @Override
    public Map<String, PublicKey> read(String id, Answer answer) {
        if (!answer.isSuccess()) {
            throw Failure.rejected(system, OPERATION, "", "status " + answer.status());
        }
        JsonNode set =
                Json.read(answer.body(), system, OPERATION, JsonNode.class).path("keys");
        if (!set.isArray() || set.size() > MOST_KEYS) {
            throw Failure.malformed(system, OPERATION, "", "no set of up to " + MOST_KEYS + " keys");
        }
        Map<String, PublicKey> keys = new HashMap<>();
        for (JsonNode jwk : set) {
            String kid = jwk.path("kid").asText("");
            boolean signs = jwk.path("use").asText("sig").equals("sig");
            if (jwk.path("kty").asText().equals("RSA") && signs && !kid.isEmpty()) {
                rsa(jwk).ifPresent(key -> keys.put(kid, key));
            }
        }
        return keys;
    }

    private static Optional<PublicKey> rsa(JsonNode jwk) {
        try {
            BigInteger modulus = number(jwk.path("n"));
            BigInteger exponent = number(jwk.path("e"));
            boolean fits = modulus.bitLength() >= 2048
                    && modulus.bitLength() <= 8192
                    && exponent.bitLength() >= 2
                    && exponent.bitLength() <= 32
                    && exponent.testBit(0);
            return fits
                    ? Optional.of(KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)))
                    : Optional.empty();
        } catch (IllegalArgumentException | InvalidKeySpecException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has RSA", e);
        }
    }

    private static BigInteger number(JsonNode base64url) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64url.asText("")));
    }
}
