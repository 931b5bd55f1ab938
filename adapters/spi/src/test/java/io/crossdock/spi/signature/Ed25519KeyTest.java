package io.crossdock.spi.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard Webhooks signed by a private key, of which the channel knows the public one. */
class Ed25519KeyTest {

    private static final String BODY = "{\"id\":1}";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final KeyPair KEYS = keyPair();
    private static final String KEY = written(KEYS.getPublic());
    private static final String OTHER = written(keyPair().getPublic());
    private static final StandardWebhooks SCHEME = new StandardWebhooks();

    /** RFC 8032, section 7.1, test 3. */
    @Test
    void the_standards_own_example_verifies() {
        // given
        String key = "whpk_" + base64("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
        String signature = base64("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
        byte[] message = HexFormat.of().parseHex("af82");
        // then
        assertThat(Ed25519Key.verifies(key, new byte[0], message, new String[] {"v1a," + signature}))
                .isTrue();
        assertThat(Ed25519Key.verifies(key, new byte[1], message, new String[] {"v1a," + signature}))
                .isFalse();
    }

    @Test
    void a_signature_by_the_private_key_verifies() {
        assertThat(SCHEME.verifies(sent(), List.of(KEY), NOW)).isTrue();
        assertThat(SCHEME.verifies(sent(), List.of(OTHER, KEY), NOW)).isTrue();
        assertThat(SCHEME.verifies(sent(), List.of(OTHER), NOW)).isFalse();
    }

    /** Whoever knows the public key must not be able to sign with it as if it were a shared secret. */
    @Test
    void an_hmac_by_the_public_key_does_not_verify() {
        // given
        byte[] key = Base64.getDecoder().decode(KEY.substring("whpk_".length()));
        byte[] hmac = HmacSha256.mac(key)
                .doFinal(("msg_1." + NOW.getEpochSecond() + "." + BODY).getBytes(StandardCharsets.UTF_8));
        // then
        for (String version : List.of("v1,", "v1a,")) {
            assertThat(SCHEME.verifies(
                            sent().with(
                                            "webhook-signature",
                                            version + Base64.getEncoder().encodeToString(hmac)),
                            List.of(KEY),
                            NOW))
                    .isFalse();
        }
    }

    @Test
    void one_changed_bit_of_body_or_signature_does_not_verify() {
        // given
        SentRequest good = sent();
        byte[] signature = Base64.getDecoder()
                .decode(good.headers().get("webhook-signature").substring("v1a,".length()));
        // then
        assertThat(Bits.changed(good.body()))
                .noneMatch(body -> SCHEME.verifies(good.withBody(body), List.of(KEY), NOW));
        assertThat(Bits.changed(signature))
                .noneMatch(other -> SCHEME.verifies(
                        good.with(
                                "webhook-signature",
                                "v1a," + Base64.getEncoder().encodeToString(other)),
                        List.of(KEY),
                        NOW));
        for (int length : new int[] {0, 1, 63, 65}) {
            assertThat(SCHEME.verifies(
                            good.with(
                                    "webhook-signature",
                                    "v1a," + Base64.getEncoder().encodeToString(Arrays.copyOf(signature, length))),
                            List.of(KEY),
                            NOW))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"whpk_", "whpk_AAAA", "whpk_*", "whpk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_key_that_is_none_is_told_at_the_start_and_matches_nothing(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SCHEME.requireUsable(key))
                .withMessage("the webhook secret must be an Ed25519 public key, whpk_ and 32 bytes in base64");
        assertThat(SCHEME.verifies(sent(), List.of(key), NOW)).isFalse();
        assertThat(SCHEME.verifies(sent(), List.of(key, KEY), NOW)).isTrue();
    }

    @Test
    void a_good_key_is_usable() {
        SCHEME.requireUsable(KEY);
    }

    private static SentRequest sent() {
        try {
            Signature signing = Signature.getInstance("Ed25519");
            signing.initSign(KEYS.getPrivate());
            String time = Long.toString(NOW.getEpochSecond());
            signing.update(("msg_1." + time + "." + BODY).getBytes(StandardCharsets.UTF_8));
            return new SentRequest(
                    "https://hub.example/in/acme-eu",
                    Map.of(
                            "webhook-id",
                            "msg_1",
                            "webhook-timestamp",
                            time,
                            "webhook-signature",
                            "v1a," + Base64.getEncoder().encodeToString(signing.sign())),
                    BODY);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    private static String written(PublicKey key) {
        byte[] info = key.getEncoded();
        return "whpk_" + Base64.getEncoder().encodeToString(Arrays.copyOfRange(info, info.length - 32, info.length));
    }

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
