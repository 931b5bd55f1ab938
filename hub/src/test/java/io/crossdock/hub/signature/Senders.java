package io.crossdock.hub.signature;

import io.crossdock.spi.signature.PublicKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One honest sender for each scheme that there is, written apart from the code under test. */
final class Senders {

    static final String URL = "https://hub.example/in/acme-eu";
    private static final String SECRET = "an example secret of some length";
    private static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final KeyPair RSA = keyPair("RSA");
    private static final KeyPair EC = keyPair("EC");

    /** Headers that prove that this body was sent at that time. */
    @FunctionalInterface
    interface Proving {
        Map<String, String> headers(byte[] body, Instant at) throws GeneralSecurityException;
    }

    /**
     * @param settings of the scheme
     * @param signsBody not so where only a word is known
     * @param signsTime whether an old request is refused
     */
    record Sender(Map<String, String> settings, boolean signsBody, boolean signsTime, Proving proving) {}

    static final Map<String, Sender> BY_SCHEME = byScheme();

    /** The keys of the senders that publish some; another id has none. */
    static final PublicKeys KEYS = id -> switch (id) {
        case "rsa-1" -> Optional.of(RSA.getPublic());
        case "ec-1" -> Optional.of(EC.getPublic());
        default -> Optional.empty();
    };

    private Senders() {}

    private static Map<String, Sender> byScheme() {
        Map<String, Sender> senders = new LinkedHashMap<>();
        senders.put(
                "hmac-sha256",
                plain(Map.of("signatureHeader", "X-Sig"), (body, at) -> Map.of("X-Sig", base64(hmac(SECRET, body)))));
        senders.put(
                "timestamped-hmac-sha256",
                timed(Map.of("signatureHeader", "X-Sig"), (body, at) -> stamped("X-Sig", body, at)));
        senders.put("standard-webhooks", standard("webhook"));
        senders.put("svix", standard("svix"));
        senders.put(
                "rsa-sha256",
                new Sender(
                        Map.of(
                                "signatureHeader", "X-Sig",
                                "timestampHeader", "X-Time",
                                "keyIdHeader", "X-Key",
                                "keysUrl", "https://acme.example/jwks"),
                        true,
                        true,
                        (body, at) -> rsa("X-Sig", "X-Time", "X-Key", body, at)));
        senders.put(
                "token",
                word(
                        Map.of("signatureHeader", "X-Token", "signaturePrefix", "Token ", "secret", SECRET),
                        Map.of("X-Token", "Token " + SECRET)));
        senders.put(
                "basic",
                word(
                        Map.of("username", "acme", "secret", SECRET),
                        Map.of("Authorization", "Basic " + base64(bytes("acme:" + SECRET)))));
        senders.put(
                "easypost",
                plain(
                        Map.of(),
                        (body, at) -> Map.of(
                                "X-Hmac-Signature",
                                "hmac-sha256-hex=" + HexFormat.of().formatHex(hmac(SECRET, body)))));
        senders.put(
                "ebay",
                new Sender(
                        Map.of(
                                "secret", "an_example-verification_token_0123456789",
                                "clientId", "app",
                                "clientSecret", "cert"),
                        true,
                        false,
                        (body, at) -> Map.of("X-EBAY-SIGNATURE", ebay("ec-1", ecdsa(body)))));
        senders.put(
                "shipengine",
                new Sender(
                        Map.of(),
                        true,
                        true,
                        (body, at) -> rsa(
                                "x-shipengine-rsa-sha256-signature",
                                "x-shipengine-timestamp",
                                "x-shipengine-rsa-sha256-key-id",
                                body,
                                at)));
        senders.put("shippo", timed(Map.of(), (body, at) -> stamped("Shippo-Auth-Signature", body, at)));
        senders.put(
                "shopify", plain(Map.of(), (body, at) -> Map.of("X-Shopify-Hmac-Sha256", base64(hmac(SECRET, body)))));
        senders.put(
                "square",
                plain(
                        Map.of(),
                        (body, at) -> Map.of(
                                "x-square-hmacsha256-signature", base64(hmac(SECRET, joined(bytes(URL), body))))));
        senders.put("stripe", timed(Map.of(), (body, at) -> stamped("Stripe-Signature", body, at)));
        senders.put(
                "woocommerce",
                plain(Map.of(), (body, at) -> Map.of("X-WC-Webhook-Signature", base64(hmac(SECRET, body)))));
        return senders;
    }

    private static Sender plain(Map<String, String> settings, Proving proving) {
        return new Sender(withSecret(settings, SECRET), true, false, proving);
    }

    private static Sender timed(Map<String, String> settings, Proving proving) {
        return new Sender(withSecret(settings, SECRET), true, true, proving);
    }

    private static Sender word(Map<String, String> settings, Map<String, String> headers) {
        return new Sender(settings, false, false, (body, at) -> headers);
    }

    private static Sender standard(String headers) {
        return new Sender(Map.of("secret", WHSEC), true, true, (body, at) -> {
            String time = Long.toString(at.getEpochSecond());
            byte[] key = Base64.getDecoder().decode(WHSEC.substring("whsec_".length()));
            byte[] signature = hmac(key, joined(bytes("msg_1." + time + "."), body));
            return Map.of(
                    headers + "-id",
                    "msg_1",
                    headers + "-timestamp",
                    time,
                    headers + "-signature",
                    "v1," + base64(signature));
        });
    }

    private static Map<String, String> stamped(String header, byte[] body, Instant at) throws GeneralSecurityException {
        String time = Long.toString(at.getEpochSecond());
        byte[] signature = hmac(SECRET, joined(bytes(time + "."), body));
        return Map.of(header, "t=" + time + ",v1=" + HexFormat.of().formatHex(signature));
    }

    private static Map<String, String> rsa(String signature, String time, String key, byte[] body, Instant at)
            throws GeneralSecurityException {
        Signature signing = Signature.getInstance("SHA256withRSA");
        signing.initSign(RSA.getPrivate());
        signing.update(joined(bytes(at + "."), body));
        return Map.of(signature, base64(signing.sign()), time, at.toString(), key, "rsa-1");
    }

    static byte[] ecdsa(byte[] body) throws GeneralSecurityException {
        Signature signing = Signature.getInstance("SHA1withECDSA");
        signing.initSign(EC.getPrivate());
        signing.update(body);
        return signing.sign();
    }

    static String ebay(String keyId, byte[] signature) {
        return base64(bytes("{\"alg\":\"ecdsa\",\"kid\":\"" + keyId + "\",\"signature\":\"" + base64(signature)
                + "\",\"digest\":\"SHA1\"}"));
    }

    static Map<String, String> withSecret(Map<String, String> settings, String secret) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("secret", secret);
        return all;
    }

    private static byte[] hmac(String secret, byte[] content) throws GeneralSecurityException {
        return hmac(bytes(secret), content);
    }

    private static byte[] hmac(byte[] key, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(content);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    private static KeyPair keyPair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
