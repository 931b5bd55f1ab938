package io.crossdock.spi.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Senders that only know a word: a token in a header, HTTP Basic. */
class CredentialsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String SECRET = "9b1deb4d-Größe";

    private static final HeaderToken TOKEN = new HeaderToken("X-Token", "");
    private static final HeaderToken BEARER = new HeaderToken("Authorization", "Bearer ");
    private static final BasicCredentials BASIC = new BasicCredentials("Authorization", "acme");

    @Test
    void the_token_itself_is_taken_and_nothing_like_it() {
        assertThat(verifies(TOKEN, "x-token", SECRET)).isTrue();
        assertThat(verifies(BEARER, "authorization", "Bearer " + SECRET)).isTrue();
        for (String other : List.of(
                "",
                " ",
                SECRET + " ",
                SECRET.substring(1),
                SECRET.substring(0, SECRET.length() - 1),
                SECRET + SECRET,
                SECRET.toUpperCase(Locale.ROOT),
                "Bearer " + SECRET)) {
            assertThat(verifies(TOKEN, "x-token", other)).as(other).isFalse();
        }
        for (String other : List.of("", "Bearer ", SECRET, "bearer " + SECRET, "Bearer  " + SECRET)) {
            assertThat(verifies(BEARER, "authorization", other)).as(other).isFalse();
        }
    }

    @Test
    void one_changed_bit_of_a_token_does_not_verify() {
        assertThat(Bits.changed(SECRET.getBytes(StandardCharsets.UTF_8)))
                .noneMatch(other -> verifies(TOKEN, "x-token", new String(other, StandardCharsets.UTF_8)));
    }

    /** RFC 7617, section 2. */
    @Test
    void the_standards_own_example_of_basic_verifies() {
        assertThat(new BasicCredentials("Authorization", "Aladdin")
                        .verifies(
                                sent("authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
                                List.of("open sesame"),
                                NOW))
                .isTrue();
    }

    @Test
    void the_name_and_password_are_taken_and_nothing_like_them() {
        assertThat(verifies(BASIC, "authorization", basic("acme:" + SECRET))).isTrue();
        assertThat(verifies(BASIC, "authorization", basic("acme:" + SECRET).replace("Basic", "bASIC")))
                .isTrue();
        for (String other : List.of(
                "",
                "Basic ",
                "Basic",
                "Basic *",
                "Bearer " + basic("acme:" + SECRET).substring(6),
                basic("acme:"),
                basic(":" + SECRET),
                basic(SECRET),
                basic("acme:" + SECRET + "\n"),
                basic("ACME:" + SECRET),
                basic("acme:" + SECRET) + "=")) {
            assertThat(verifies(BASIC, "authorization", other)).as(other).isFalse();
        }
    }

    @Test
    void either_secret_verifies_while_one_is_rotated_and_an_empty_one_never() {
        for (SignatureScheme scheme : List.of(BASIC, BEARER)) {
            SentRequest request = sent("authorization", scheme == BASIC ? basic("acme:" + SECRET) : "Bearer " + SECRET);
            assertThat(scheme.verifies(request, List.of("the new one", SECRET), NOW))
                    .isTrue();
            assertThat(scheme.verifies(request, List.of(SECRET, "the old one"), NOW))
                    .isTrue();
            assertThat(scheme.verifies(request, List.of("the new one"), NOW)).isFalse();
            assertThat(scheme.verifies(request, List.of(), NOW)).isFalse();
            SentRequest empty = sent("authorization", scheme == BASIC ? basic("acme:") : "Bearer ");
            assertThat(scheme.verifies(empty, List.of(""), NOW)).isFalse();
            assertThat(scheme.verifies(empty.without("authorization"), List.of("", SECRET), NOW))
                    .isFalse();
        }
    }

    private static boolean verifies(SignatureScheme scheme, String header, String value) {
        return scheme.verifies(sent(header, value), List.of(SECRET), NOW);
    }

    private static SentRequest sent(String header, String value) {
        return new SentRequest("https://hub.example/in/acme-eu", Map.of(header, value), "{}");
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
