package io.crossdock.spi.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.square.utilities.WebhooksHelper;
import io.crossdock.spi.signature.HmacSha256.Content;
import io.crossdock.spi.signature.HmacSha256.Encoding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HmacSha256Test {

    private static final String URL = "https://hub.example/webhooks/acme-eu";
    private static final String BODY = "{\"id\":1,\"note\":\"Größe\"}";
    private static final String SECRET = "an example secret";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final HmacSha256 BASE64 = new HmacSha256("X-Signature", Encoding.BASE64, Content.BODY, "");
    private static final HmacSha256 HEX = new HmacSha256("X-Signature", Encoding.HEX, Content.BODY, "sha256=");
    private static final HmacSha256 WITH_URL = new HmacSha256("X-Signature", Encoding.BASE64, Content.URL_AND_BODY, "");

    /** RFC 4231, test case 2. */
    @Test
    void the_standards_own_example_verifies() {
        // given
        SentRequest request = new SentRequest(
                URL,
                Map.of("x-signature", "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
                "what do ya want for nothing?");
        // then
        assertThat(HEX.verifies(request, List.of("Jefe"), NOW)).isTrue();
    }

    @Test
    void a_signature_over_the_body_verifies() {
        assertThat(BASE64.verifies(signed(base64(hmac(SECRET, BODY))), List.of(SECRET), NOW))
                .isTrue();
        assertThat(HEX.verifies(signed("sha256=" + hex(hmac(SECRET, BODY))), List.of(SECRET), NOW))
                .isTrue();
        assertThat(HEX.verifies(
                        signed("sha256=" + hex(hmac(SECRET, BODY)).toUpperCase(Locale.ROOT)), List.of(SECRET), NOW))
                .isTrue();
    }

    @Test
    void the_registered_url_is_signed_where_the_scheme_says_so() {
        // given
        SentRequest request = signed(base64(hmac(SECRET, URL + BODY)));
        // then
        assertThat(WITH_URL.verifies(request, List.of(SECRET), NOW)).isTrue();
        assertThat(BASE64.verifies(request, List.of(SECRET), NOW)).isFalse();
        assertThat(WITH_URL.verifies(
                        new SentRequest(URL + "/", request.headers(), request.body()), List.of(SECRET), NOW))
                .isFalse();
    }

    @Test
    void squares_own_sdk_agrees() {
        // given
        String right = base64(hmac(SECRET, URL + BODY));
        for (String signature : List.of(right, base64(hmac(SECRET, BODY)), base64(hmac("another", URL + BODY)), "")) {
            // when
            boolean theirs = WebhooksHelper.verifySignature(BODY, signature, SECRET, URL);
            // then
            assertThat(WITH_URL.verifies(signed(signature), List.of(SECRET), NOW))
                    .as(signature)
                    .isEqualTo(theirs)
                    .isEqualTo(signature.equals(right));
        }
    }

    @Test
    void either_secret_verifies_while_one_is_rotated() {
        // given
        List<String> both = List.of("the new one", SECRET);
        // then
        assertThat(BASE64.verifies(signed(base64(hmac(SECRET, BODY))), both, NOW))
                .isTrue();
        assertThat(BASE64.verifies(signed(base64(hmac("the new one", BODY))), both, NOW))
                .isTrue();
        assertThat(BASE64.verifies(signed(base64(hmac("a third", BODY))), both, NOW))
                .isFalse();
        assertThat(BASE64.verifies(signed(base64(hmac(SECRET, BODY))), List.of(), NOW))
                .isFalse();
    }

    @Test
    void one_changed_bit_of_body_or_signature_does_not_verify() {
        // given
        byte[] signature = hmac(SECRET, BODY);
        SentRequest good = signed(base64(signature));
        // then
        assertThat(Bits.changed(good.body()))
                .noneMatch(body -> BASE64.verifies(good.withBody(body), List.of(SECRET), NOW));
        assertThat(Bits.changed(signature))
                .noneMatch(other -> BASE64.verifies(signed(base64(other)), List.of(SECRET), NOW))
                .noneMatch(other -> HEX.verifies(signed("sha256=" + hex(other)), List.of(SECRET), NOW));
    }

    @Test
    void a_truncated_signature_does_not_verify() {
        // given
        byte[] signature = hmac(SECRET, BODY);
        for (int length = 0; length < signature.length; length++) {
            byte[] truncated = Arrays.copyOf(signature, length);
            // then
            assertThat(BASE64.verifies(signed(base64(truncated)), List.of(SECRET), NOW))
                    .isFalse();
            assertThat(HEX.verifies(signed("sha256=" + hex(truncated)), List.of(SECRET), NOW))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "=", "sha256=", "sha256=zz", "sha256", "%%%", "ä", "\u0000", "AAAA====", "sha256=0"})
    void whatever_a_stranger_writes_is_only_not_verified(String signature) {
        assertThat(BASE64.verifies(signed(signature), List.of(SECRET), NOW)).isFalse();
        assertThat(HEX.verifies(signed(signature), List.of(SECRET), NOW)).isFalse();
        assertThat(HEX.verifies(signed(signature).without("x-signature"), List.of(SECRET), NOW))
                .isFalse();
    }

    @Test
    void noise_is_only_not_verified() {
        // given
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            SentRequest request =
                    signed(new String(noise, StandardCharsets.ISO_8859_1)).withBody(noise);
            // then
            assertThat(BASE64.verifies(request, List.of(SECRET), NOW)).isFalse();
            assertThat(HEX.verifies(request, List.of(SECRET), NOW)).isFalse();
        }
    }

    @Test
    void a_missing_prefix_does_not_verify() {
        assertThat(HEX.verifies(signed(hex(hmac(SECRET, BODY))), List.of(SECRET), NOW))
                .isFalse();
    }

    @Test
    void an_empty_secret_of_ours_matches_nothing() {
        assertThat(BASE64.verifies(signed(""), List.of(""), NOW)).isFalse();
        assertThat(BASE64.verifies(signed(base64(hmac(SECRET, BODY))), List.of("", SECRET), NOW))
                .isTrue();
    }

    private static SentRequest signed(String signature) {
        return new SentRequest(URL, Map.of("x-signature", signature), BODY);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Made apart from the code under test. */
    private static byte[] hmac(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
