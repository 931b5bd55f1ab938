package io.crossdock.spi.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sender in these tests is the SDK of the Standard Webhooks project. */
class StandardWebhooksTest {

    private static final String SECRET = secret("an example key of 24 by.");
    private static final String OTHER = secret("another key of 24 bytes.");
    private static final String BODY = "{\"id\":1,\"note\":\"Größe\"}";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final StandardWebhooks SCHEME = new StandardWebhooks();

    @Test
    void what_the_sdk_sends_verifies() {
        assertThat(SCHEME.verifies(sent(SECRET, NOW), List.of(SECRET), NOW)).isTrue();
    }

    @Test
    void a_secret_works_without_its_prefix() {
        assertThat(SCHEME.verifies(sent(SECRET, NOW), List.of(SECRET.substring("whsec_".length())), NOW))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-301,false", "-300,true", "-299,true", "0,true", "299,true", "300,true", "301,false"})
    void a_request_counts_within_five_minutes_of_now(long age, boolean verified) {
        assertThat(SCHEME.verifies(sent(SECRET, NOW.minusSeconds(age)), List.of(SECRET), NOW))
                .isEqualTo(verified);
    }

    @Test
    void a_request_of_yesterday_with_a_timestamp_of_now_does_not_verify() {
        // given
        SentRequest replayed = sent(SECRET, NOW.minus(Duration.ofDays(1)))
                .with("webhook-timestamp", Long.toString(NOW.getEpochSecond()));
        // then
        assertThat(SCHEME.verifies(replayed, List.of(SECRET), NOW)).isFalse();
    }

    @Test
    void one_right_signature_among_several_is_enough() {
        // given
        SentRequest request = sent(SECRET, NOW);
        String right = request.headers().get("webhook-signature");
        String wrong = sent(OTHER, NOW).headers().get("webhook-signature");
        // then
        assertThat(SCHEME.verifies(
                        request.with("webhook-signature", "v1a,AAAA " + wrong + " " + right), List.of(SECRET), NOW))
                .isTrue();
        assertThat(SCHEME.verifies(request.with("webhook-signature", wrong + " v1,"), List.of(SECRET), NOW))
                .isFalse();
    }

    @Test
    void a_right_signature_of_another_version_does_not_verify() {
        // given
        SentRequest request = sent(SECRET, NOW);
        String right = request.headers().get("webhook-signature");
        // then
        assertThat(SCHEME.verifies(
                        request.with("webhook-signature", right.replace("v1,", "v2,")), List.of(SECRET), NOW))
                .isFalse();
    }

    @Test
    void either_secret_verifies_while_one_is_rotated() {
        // given
        List<String> both = List.of(OTHER, SECRET);
        // then
        assertThat(SCHEME.verifies(sent(SECRET, NOW), both, NOW)).isTrue();
        assertThat(SCHEME.verifies(sent(OTHER, NOW), both, NOW)).isTrue();
        assertThat(SCHEME.verifies(sent(OTHER, NOW), List.of(SECRET), NOW)).isFalse();
        assertThat(SCHEME.verifies(sent(SECRET, NOW), List.of(), NOW)).isFalse();
    }

    @Test
    void one_changed_bit_of_body_or_signature_does_not_verify() {
        // given
        SentRequest good = sent(SECRET, NOW);
        byte[] signature = Base64.getDecoder()
                .decode(good.headers().get("webhook-signature").substring("v1,".length()));
        // then
        assertThat(Bits.changed(good.body()))
                .noneMatch(body -> SCHEME.verifies(good.withBody(body), List.of(SECRET), NOW));
        assertThat(Bits.changed(signature))
                .noneMatch(other -> SCHEME.verifies(signed(good, other), List.of(SECRET), NOW));
        assertThat(SCHEME.verifies(signed(good, Arrays.copyOf(signature, 31)), List.of(SECRET), NOW))
                .isFalse();
        for (String header : List.of("webhook-id", "webhook-timestamp")) {
            assertThat(Bits.changed(good.headers().get(header).getBytes(StandardCharsets.ISO_8859_1)))
                    .noneMatch(other -> SCHEME.verifies(
                            good.with(header, new String(other, StandardCharsets.ISO_8859_1)), List.of(SECRET), NOW));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void every_header_is_needed(String header) {
        assertThat(SCHEME.verifies(sent(SECRET, NOW).without(header), List.of(SECRET), NOW))
                .isFalse();
        assertThat(SCHEME.verifies(sent(SECRET, NOW).with(header, ""), List.of(SECRET), NOW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e9", "999999999999", "9999999999999999999999", "٣", " 1767323045", "now"})
    void an_odd_timestamp_is_only_not_verified(String timestamp) {
        assertThat(SCHEME.verifies(sent(SECRET, NOW).with("webhook-timestamp", timestamp), List.of(SECRET), NOW))
                .isFalse();
    }

    @Test
    void noise_is_only_not_verified() {
        // given
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            String text = new String(noise, StandardCharsets.ISO_8859_1);
            SentRequest request = sent(SECRET, NOW).with("webhook-signature", i % 2 == 0 ? "v1," + text : text);
            // then
            assertThat(SCHEME.verifies(request, List.of(SECRET), NOW)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_not base64", "whsec_", "whsec_%%%"})
    void a_secret_that_is_not_base64_is_told_at_the_start_and_matches_nothing(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SCHEME.requireUsable(secret))
                .withMessage("the webhook secret must be base64, with or without whsec_ before it");
        assertThat(SCHEME.verifies(sent(SECRET, NOW), List.of(secret), NOW)).isFalse();
        assertThat(SCHEME.verifies(sent(SECRET, NOW), List.of(secret, SECRET), NOW))
                .isTrue();
    }

    @Test
    void what_the_sdk_of_svix_sends_verifies_by_its_own_headers() throws Exception {
        // given
        String signature = new com.svix.Webhook(SECRET).sign("msg_1", NOW.getEpochSecond(), BODY);
        SentRequest svix = new SentRequest(
                "https://hub.example/in/acme-eu",
                Map.of(
                        "svix-id",
                        "msg_1",
                        "svix-timestamp",
                        Long.toString(NOW.getEpochSecond()),
                        "svix-signature",
                        "v1,AAAA " + signature),
                BODY);
        StandardWebhooks scheme = new StandardWebhooks("svix");
        // then
        assertThat(scheme.verifies(svix, List.of(SECRET), NOW)).isTrue();
        assertThat(scheme.verifies(svix, List.of(OTHER), NOW)).isFalse();
        assertThat(scheme.verifies(sent(SECRET, NOW), List.of(SECRET), NOW)).isFalse();
        assertThat(SCHEME.verifies(svix, List.of(SECRET), NOW)).isFalse();
    }

    @Test
    void an_endless_list_of_signatures_is_refused() {
        // given
        String right = sent(SECRET, NOW).headers().get("webhook-signature");
        // then
        assertThat(SCHEME.verifies(
                        sent(SECRET, NOW).with("webhook-signature", "v1,AAAA ".repeat(16) + right),
                        List.of(SECRET),
                        NOW))
                .isFalse();
    }

    @Test
    void a_signature_written_in_another_base64_does_not_verify() {
        // given
        SentRequest good = sent(SECRET, NOW);
        String right = good.headers().get("webhook-signature");
        String unpadded = right.substring(0, right.length() - 1);
        char last = unpadded.charAt(unpadded.length() - 1);
        // then
        assertThat(List.of(
                        unpadded,
                        unpadded.substring(0, unpadded.length() - 1) + (char) (last + 1) + "=",
                        right + "=",
                        right + "\n"))
                .noneMatch(other -> SCHEME.verifies(good.with("webhook-signature", other), List.of(SECRET), NOW));
    }

    @Test
    void a_good_secret_is_usable() {
        // when
        SCHEME.requireUsable(SECRET);
        // then
        assertThat(SCHEME.verifies(sent(SECRET, NOW), List.of(SECRET), NOW)).isTrue();
    }

    private static SentRequest signed(SentRequest request, byte[] signature) {
        return request.with("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
    }

    private static SentRequest sent(String secret, Instant at) {
        try {
            String signature = new Webhook(secret).sign("msg_1", at.getEpochSecond(), BODY);
            return new SentRequest(
                    "https://hub.example/webhooks/acme-eu",
                    Map.of(
                            "webhook-id",
                            "msg_1",
                            "webhook-timestamp",
                            Long.toString(at.getEpochSecond()),
                            "webhook-signature",
                            signature),
                    BODY);
        } catch (WebhookSigningException | EmptyWebhookSecretException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String secret(String key) {
        return "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
    }
}
