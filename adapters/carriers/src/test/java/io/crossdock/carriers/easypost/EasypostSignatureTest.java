package io.crossdock.carriers.easypost;

import static org.assertj.core.api.Assertions.assertThat;

import com.easypost.exception.EasyPostException;
import com.easypost.utils.Utilities;
import io.crossdock.conformance.Contracts;
import io.crossdock.conformance.SentRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The oracle is EasyPost's own SDK, which verifies but does not sign. */
class EasypostSignatureTest {

    private static final String HEADER = "X-Hmac-Signature";
    private static final String BODY = "{\"id\":\"evt_1\",\"object\":\"Event\",\"description\":\"tracker.updated\"}";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final EasypostSignature SCHEME = new EasypostSignature();

    /** Composed, decomposed, and a letter that NFKD but not NFD takes apart. */
    private static final List<String> SECRETS = List.of("plain", "s\u00e9cret", "se\u0301cret", "o\ufb03ce");

    @Test
    void easyposts_own_sdk_agrees() {
        for (String secret : SECRETS) {
            String decomposed = Normalizer.normalize(secret, Normalizer.Form.NFKD);
            for (String header : List.of(
                    "hmac-sha256-hex=" + hmac(decomposed, BODY),
                    "hmac-sha256-hex=" + hmac(secret + ".", BODY),
                    "hmac-sha256-hex=" + hmac(decomposed, BODY + " "),
                    hmac(decomposed, BODY),
                    "")) {
                // when
                boolean ours = SCHEME.verifies(SentRequest.of(BODY, Map.of(HEADER, header)), List.of(secret), NOW);
                // then
                assertThat(ours).as("%s, %s", secret, header).isEqualTo(theirs(header, secret));
            }
            assertThat(theirs("hmac-sha256-hex=" + hmac(decomposed, BODY), secret))
                    .isTrue();
        }
    }

    @Test
    void a_secret_that_is_not_decomposed_signs_otherwise() {
        // given
        String composed = hmac("s\u00e9cret", BODY);
        // then
        assertThat(SCHEME.verifies(
                        SentRequest.of(BODY, Map.of(HEADER, "hmac-sha256-hex=" + composed)),
                        List.of("s\u00e9cret"),
                        NOW))
                .isFalse();
    }

    @Test
    void either_secret_verifies_while_one_is_rotated() {
        // given
        SentRequest request = SentRequest.of(BODY, Map.of(HEADER, "hmac-sha256-hex=" + hmac("plain", BODY)));
        // then
        assertThat(SCHEME.verifies(request, List.of("the new one", "plain"), NOW))
                .isTrue();
        assertThat(SCHEME.verifies(request, List.of("the new one"), NOW)).isFalse();
        assertThat(SCHEME.verifies(request.without(HEADER), List.of("plain"), NOW))
                .isFalse();
    }

    @Test
    void the_vector_of_the_client_libraries_verifies() {
        // given
        byte[] body = Contracts.read("easypost/vectors/event-body.json");
        SentRequest request = new SentRequest(
                "https://hub.example/in/easypost",
                Map.of(HEADER, "hmac-sha256-hex=38f3f53c103713df81616a0a186d77141957323ec21d5fe9363db93840f527db"),
                body);
        // then
        assertThat(SCHEME.verifies(request, List.of("s\u00e9cret"), NOW)).isTrue();
        body[100] ^= 1;
        assertThat(SCHEME.verifies(request, List.of("s\u00e9cret"), NOW)).isFalse();
    }

    private static boolean theirs(String header, String secret) {
        try {
            Map<String, Object> headers = new HashMap<>(Map.of(HEADER, header));
            Utilities.validateWebhook(BODY.getBytes(StandardCharsets.UTF_8), headers, secret);
            return true;
        } catch (EasyPostException e) {
            return false;
        }
    }

    /** Made apart from the code under test. */
    private static String hmac(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
