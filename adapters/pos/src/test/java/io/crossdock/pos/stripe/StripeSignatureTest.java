package io.crossdock.pos.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.crossdock.conformance.SentRequest;
import io.crossdock.spi.signature.PublicKeys;
import io.crossdock.spi.signature.SignatureScheme;
import io.crossdock.spi.signature.SignatureSchemes;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signed and verified by Stripe's own SDK, too. */
class StripeSignatureTest {

    private static final String SECRET = "whsec_an example secret";
    private static final String BODY = "{\"id\":\"evt_1\",\"note\":\"Größe\"}";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final long TIME = NOW.getEpochSecond();

    private final SignatureScheme scheme =
            SignatureSchemes.named("stripe", Map.of("secret", SECRET), published -> PublicKeys.NONE);

    @Test
    void stripes_own_sdk_agrees() {
        // given
        String right = signature(SECRET, TIME);
        for (String header : List.of(
                "t=" + TIME + ",v1=" + right,
                "t=" + TIME + ",v1=" + signature("another", TIME) + ",v1=" + right + ",v0=" + right,
                "t=" + (TIME - 300) + ",v1=" + signature(SECRET, TIME - 300),
                "t=" + (TIME - 301) + ",v1=" + signature(SECRET, TIME - 301),
                "t=" + (TIME - 1) + ",v1=" + right,
                "t=" + TIME + ",v0=" + right,
                "t=" + TIME + ",v1=" + signature("another", TIME),
                "t=" + TIME,
                "v1=" + right,
                right,
                "")) {
            // when
            boolean ours =
                    scheme.verifies(SentRequest.of(BODY, Map.of("Stripe-Signature", header)), List.of(SECRET), NOW);
            // then
            assertThat(ours).as(header).isEqualTo(theirs(header));
        }
        assertThat(theirs("t=" + TIME + ",v1=" + right)).isTrue();
    }

    /** The SDK takes any time to come; a clock that is far ahead would keep such a request good for long. */
    @Test
    void a_time_far_ahead_is_refused_all_the_same() {
        // given
        String ahead = "t=" + (TIME + 301) + ",v1=" + signature(SECRET, TIME + 301);
        // then
        assertThat(scheme.verifies(SentRequest.of(BODY, Map.of("Stripe-Signature", ahead)), List.of(SECRET), NOW))
                .isFalse();
    }

    private static boolean theirs(String header) {
        try {
            return Webhook.Signature.verifyHeader(BODY, header, SECRET, 300, Clock.fixed(NOW, ZoneOffset.UTC));
        } catch (SignatureVerificationException e) {
            return false;
        }
    }

    private static String signature(String secret, long time) {
        try {
            return Webhook.Util.computeHmacSha256(secret, time + "." + BODY);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
