package io.crossdock.marketplaces.ebay;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Request;
import io.crossdock.spi.signature.PublishedKeys;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** {@code getPublicKey} of the Notification API: one key for one id, for an application token. */
record EbayKeys(String url, Client application) implements PublishedKeys {

    static final String SYSTEM = "ebay";
    private static final String OPERATION = "getPublicKey";

    /** As the vendor writes it: a PEM, with or without line breaks. */
    private record Published(String key, String algorithm, String digest) {}

    @Override
    public Optional<Client> client() {
        return Optional.of(application);
    }

    @Override
    public boolean areTogether() {
        return false;
    }

    @Override
    public Request request(String id) {
        return Request.get(OPERATION, "/" + id, Map.of());
    }

    @Override
    public Map<String, PublicKey> read(String id, Answer answer) {
        if (answer.status() == 404 || answer.status() == 400) {
            return Map.of();
        }
        if (!answer.isSuccess()) {
            throw Failure.rejected(SYSTEM, OPERATION, id, "status " + answer.status());
        }
        Published published = Json.read(answer.body(), SYSTEM, OPERATION, Published.class);
        if (!"ECDSA".equals(published.algorithm()) || !"SHA1".equals(published.digest())) {
            throw Failure.unmappable(
                    SYSTEM,
                    OPERATION,
                    id,
                    "unknown algorithm '" + published.algorithm() + "' with '" + published.digest() + "'");
        }
        return Map.of(id, key(id, String.valueOf(published.key())));
    }

    private static PublicKey key(String id, String pem) {
        String base64 = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----|\\s", "");
        try {
            PublicKey key = KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
            if (((ECPublicKey) key).getParams().getCurve().getField().getFieldSize() == 256) {
                return key;
            }
        } catch (IllegalArgumentException | InvalidKeySpecException e) {
            // told below, like a key on another curve
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has EC", e);
        }
        throw Failure.malformed(SYSTEM, OPERATION, id, "no public key on P-256");
    }
}
