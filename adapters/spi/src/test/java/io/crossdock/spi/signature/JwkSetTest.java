package io.crossdock.spi.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Failure;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwkSetTest {

    private static final String MODULUS = modulus(2048);
    private static final JwkSet SET = new JwkSet("acme", "https://acme.example/jwks");

    @Test
    void rsa_keys_for_signatures_are_read_by_their_ids() {
        // when
        Map<String, PublicKey> keys = read("{\"keys\":["
                + "{\"kty\":\"RSA\",\"kid\":\"a\",\"use\":\"sig\",\"alg\":\"RS256\",\"e\":\"AQAB\",\"n\":\"" + MODULUS
                + "\"}, {\"kty\":\"RSA\",\"kid\":\"b\",\"e\":\"AQAB\",\"n\":\"" + MODULUS + "\"}]}");
        // then
        assertThat(keys).containsOnlyKeys("a", "b");
        RSAPublicKey key = (RSAPublicKey) keys.get("a");
        assertThat(key.getModulus().bitLength()).isEqualTo(2048);
        assertThat(key.getPublicExponent()).isEqualTo(65_537);
    }

    @Test
    void keys_of_other_kinds_and_weak_or_broken_ones_are_left_aside() {
        // given
        String good = "{\"kty\":\"RSA\",\"kid\":\"a\",\"e\":\"AQAB\",\"n\":\"" + MODULUS + "\"}";
        // then
        for (String other : new String[] {
            good.replace("RSA", "EC"),
            good.replace("\"a\"", "\"\""),
            good.replace("\"kid\"", "\"kit\""),
            good.replace("\"kid\"", "\"use\":\"enc\",\"kid\""),
            good.replace(MODULUS, modulus(1024)),
            good.replace(MODULUS, modulus(16_384)),
            good.replace(MODULUS, "*"),
            good.replace(MODULUS, ""),
            good.replace("AQAB", "AQ"),
            good.replace("AQAB", "AQAA"),
            good.replace("AQAB", "AQAAAAAB"),
            "7",
            "null"
        }) {
            assertThat(read("{\"keys\":[" + other + "]}")).as(other).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[]", "null"})
    void what_is_no_key_set_is_a_failure_and_not_a_set_without_keys(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Failure.class);
    }

    @Test
    void a_status_that_is_no_success_is_a_failure() {
        assertThatThrownBy(() -> SET.read("a", new Answer(404, "application/json", new byte[0])))
                .isInstanceOf(Failure.class)
                .hasMessage("acme jwks: status 404");
    }

    @Test
    void an_endless_set_is_refused() {
        assertThatThrownBy(() -> read("{\"keys\":[" + "1,".repeat(100) + "1]}")).isInstanceOf(Failure.class);
    }

    @Test
    void the_whole_set_is_asked_for_at_its_url() {
        assertThat(SET.areTogether()).isTrue();
        assertThat(SET.client()).isEmpty();
        assertThat(SET.request("../secrets").path()).isEmpty();
    }

    private static Map<String, PublicKey> read(String body) {
        return SET.read("a", new Answer(200, "application/json", body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of the right length; nothing is verified with it. */
    private static String modulus(int bits) {
        byte[] bytes = new byte[bits / 8];
        bytes[0] = (byte) 0xC0;
        bytes[bytes.length - 1] = 1;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
