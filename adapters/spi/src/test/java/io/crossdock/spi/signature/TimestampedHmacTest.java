package io.crossdock.spi.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampedHmacTest {

    private static final String HEADER = "x-signature";
    private static final String BODY = "{\"id\":1,\"note\":\"Größe\"}";
    private static final String SECRET = "whsec_an example secret";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final long TIME = NOW.getEpochSecond();
    private static final TimestampedHmac SCHEME = new TimestampedHmac("X-Signature");

    @Test
    void a_signature_over_time_and_body_verifies() {
        assertThat(verifies("t=" + TIME + ",v1=" + hmac(SECRET, TIME))).isTrue();
        assertThat(verifies("v1=" + hmac(SECRET, TIME).toUpperCase(Locale.ROOT) + ", t=" + TIME))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-301,false", "-300,true", "-299,true", "0,true", "299,true", "300,true", "301,false"})
    void a_request_counts_within_five_minutes_of_now(long age, boolean verified) {
        assertThat(verifies("t=" + (TIME - age) + ",v1=" + hmac(SECRET, TIME - age)))
                .isEqualTo(verified);
    }

    @Test
    void an_old_request_with_a_time_of_now_does_not_verify() {
        assertThat(verifies("t=" + TIME + ",v1=" + hmac(SECRET, TIME - 86_400))).isFalse();
    }

    @Test
    void one_right_signature_of_this_version_is_enough() {
        // given
        String right = hmac(SECRET, TIME);
        String wrong = hmac("another", TIME);
        // then
        assertThat(verifies("t=" + TIME + ",v1=" + wrong + ",v1=" + right + ",v0=" + wrong))
                .isTrue();
        assertThat(verifies("t=" + TIME + ",v0=" + right)).isFalse();
        assertThat(verifies("t=" + TIME + ",v1=" + wrong)).isFalse();
    }

    @Test
    void either_secret_verifies_while_one_is_rotated() {
        // given
        SentRequest request = sent("t=" + TIME + ",v1=" + hmac(SECRET, TIME));
        // then
        assertThat(SCHEME.verifies(request, List.of("the new one", SECRET), NOW))
                .isTrue();
        assertThat(SCHEME.verifies(request, List.of(SECRET, "the old one"), NOW))
                .isTrue();
        assertThat(SCHEME.verifies(request, List.of("the new one"), NOW)).isFalse();
        assertThat(SCHEME.verifies(request, List.of(""), NOW)).isFalse();
        assertThat(SCHEME.verifies(request, List.of(), NOW)).isFalse();
    }

    @Test
    void one_changed_bit_of_body_or_signature_does_not_verify() {
        // given
        SentRequest good = sent("t=" + TIME + ",v1=" + hmac(SECRET, TIME));
        byte[] signature = HexFormat.of().parseHex(hmac(SECRET, TIME));
        // then
        assertThat(Bits.changed(good.body()))
                .noneMatch(body -> SCHEME.verifies(good.withBody(body), List.of(SECRET), NOW));
        assertThat(Bits.changed(signature))
                .noneMatch(
                        other -> verifies("t=" + TIME + ",v1=" + HexFormat.of().formatHex(other)));
        assertThat(Bits.changed(Long.toString(TIME).getBytes(StandardCharsets.ISO_8859_1)))
                .noneMatch(other ->
                        verifies("t=" + new String(other, StandardCharsets.ISO_8859_1) + ",v1=" + hmac(SECRET, TIME)));
    }

    @Test
    void a_header_that_is_odd_missing_or_endless_is_only_not_verified() {
        // given
        String right = "v1=" + hmac(SECRET, TIME);
        // then
        assertThat(List.of(
                        "",
                        ",",
                        "t=",
                        right,
                        "t=" + TIME,
                        "t=" + TIME + "," + right.substring(0, right.length() - 1),
                        "t=" + TIME + "," + right + "0",
                        "t=" + TIME + ",t=" + TIME + "," + right,
                        "t=" + TIME + " " + right,
                        "t=" + TIME + ".0," + right,
                        "t=" + TIME + "000," + right,
                        "t=" + TIME + "," + "v1=,".repeat(20) + right))
                .noneMatch(TimestampedHmacTest::verifies);
        assertThat(SCHEME.verifies(sent("").without(HEADER), List.of(SECRET), NOW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e9", "999999999999", "99999999999999999999", "٣", "now"})
    void an_odd_time_is_only_not_verified(String time) {
        assertThat(verifies("t=" + time + ",v1=" + hmac(SECRET, time + "."))).isFalse();
    }

    private static boolean verifies(String header) {
        return SCHEME.verifies(sent(header), List.of(SECRET), NOW);
    }

    private static SentRequest sent(String header) {
        return new SentRequest("https://hub.example/in/acme-eu", Map.of(HEADER, header), BODY);
    }

    private static String hmac(String secret, long time) {
        return hmac(secret, time + ".");
    }

    /** Made apart from the code under test. */
    private static String hmac(String secret, String before) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((before + BODY).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
