package io.crossdock.spi.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.spi.Failure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsaSha256Test {

    private static final String BODY = "{\"id\":1,\"note\":\"Größe\"}";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final KeyPair KEYS = keyPair();

    private final List<String> asked = new ArrayList<>();
    private final RsaSha256 scheme = new RsaSha256("x-signature", "x-time", "x-key-id", id -> {
        asked.add(id);
        return id.equals("key-1") ? Optional.of(KEYS.getPublic()) : Optional.empty();
    });

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678Z", "2026-01-02T04:04:05+01:00", "1767323045"})
    void a_signature_over_time_and_body_verifies(String time) {
        assertThat(verifies(sent(time))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-301,false", "-300,true", "-299,true", "0,true", "299,true", "300,true", "301,false"})
    void a_request_counts_within_five_minutes_of_now(long age, boolean verified) {
        assertThat(verifies(sent(NOW.minusSeconds(age).toString()))).isEqualTo(verified);
    }

    @Test
    void an_old_request_with_a_time_of_now_does_not_verify() {
        assertThat(verifies(sent(NOW.minusSeconds(86_400).toString()).with("x-time", NOW.toString())))
                .isFalse();
    }

    @Test
    void one_changed_bit_of_body_or_signature_does_not_verify() {
        // given
        SentRequest good = sent(NOW.toString());
        byte[] signature = Base64.getDecoder().decode(good.headers().get("x-signature"));
        // then
        assertThat(Bits.changed(good.body())).noneMatch(body -> verifies(good.withBody(body)));
        assertThat(Bits.changed(signature)).noneMatch(other -> verifies(signed(good, other)));
        for (String header : List.of("x-time", "x-key-id")) {
            assertThat(Bits.changed(good.headers().get(header).getBytes(StandardCharsets.ISO_8859_1)))
                    .noneMatch(other -> verifies(good.with(header, new String(other, StandardCharsets.ISO_8859_1))));
        }
        for (int length : new int[] {0, 1, 255, 257, 512}) {
            assertThat(verifies(signed(good, Arrays.copyOf(signature, length)))).isFalse();
        }
    }

    @Test
    void a_key_that_nobody_published_proves_nothing() {
        assertThat(verifies(sent(NOW.toString()).with("x-key-id", "key-2"))).isFalse();
        assertThat(asked).containsExactly("key-2");
    }

    @Test
    void what_cannot_be_told_now_is_neither_taken_nor_refused() {
        // given
        RsaSha256 cutOff = new RsaSha256("x-signature", "x-time", "x-key-id", id -> {
            throw Failure.unavailable("acme", "jwks", "no answer", null);
        });
        // then
        assertThatThrownBy(() -> cutOff.verifies(sent(NOW.toString()), List.of(), NOW))
                .isInstanceOf(Failure.class);
    }

    @Test
    void nobody_is_asked_for_a_key_before_all_else_is_right() {
        // given
        SentRequest good = sent(NOW.toString());
        List<SentRequest> wrong = List.of(
                good.without("x-signature"),
                good.without("x-time"),
                good.without("x-key-id"),
                good.with("x-signature", ""),
                good.with("x-signature", "no base64"),
                good.with("x-time", "yesterday"),
                good.with("x-time", "2026-01-02T03:04:05"),
                good.with("x-time", "2026-13-41T99:99:99Z"),
                good.with("x-time", "+999999999-01-01T00:00:00Z"),
                good.with("x-time", NOW.minusSeconds(301).toString()),
                good.with("x-key-id", ""),
                good.with("x-key-id", "key 1"),
                good.with("x-key-id", "key-1\r\n"),
                good.with("x-key-id", "k".repeat(201)));
        // then
        assertThat(wrong).noneMatch(this::verifies);
        assertThat(asked).isEmpty();
    }

    private boolean verifies(SentRequest request) {
        return scheme.verifies(request, List.of(), NOW);
    }

    private static SentRequest signed(SentRequest request, byte[] signature) {
        return request.with("x-signature", Base64.getEncoder().encodeToString(signature));
    }

    private static SentRequest sent(String time) {
        try {
            Signature signing = Signature.getInstance("SHA256withRSA");
            signing.initSign(KEYS.getPrivate());
            signing.update((time + "." + BODY).getBytes(StandardCharsets.UTF_8));
            return signed(
                    new SentRequest(
                            "https://hub.example/in/acme-eu", Map.of("x-time", time, "x-key-id", "key-1"), BODY),
                    signing.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
