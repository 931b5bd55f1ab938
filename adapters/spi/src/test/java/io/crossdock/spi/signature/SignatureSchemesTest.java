package io.crossdock.spi.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.crossdock.spi.signature.HmacSha256.Content;
import io.crossdock.spi.signature.HmacSha256.Encoding;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureSchemesTest {

    private static final Map<String, String> HMAC = Map.of("secret", "s", "signatureHeader", "X-S");

    @Test
    void a_scheme_is_made_of_its_settings() {
        assertThat(named(
                        "hmac-sha256",
                        with(
                                with(with(HMAC, "encoding", "hex"), "signedContent", "url-and-body"),
                                "signaturePrefix",
                                "v=")))
                .isEqualTo(new HmacSha256("X-S", Encoding.HEX, Content.URL_AND_BODY, "v="));
        assertThat(named("hmac-sha256", HMAC)).isEqualTo(new HmacSha256("X-S", Encoding.BASE64, Content.BODY, ""));
        assertThat(named("timestamped-hmac-sha256", HMAC)).isEqualTo(new TimestampedHmac("X-S"));
        assertThat(named("token", with(HMAC, "signaturePrefix", "Bearer ")))
                .isEqualTo(new HeaderToken("X-S", "Bearer "));
        assertThat(named("basic", Map.of("username", "acme", "secret", "s")))
                .isEqualTo(new BasicCredentials("Authorization", "acme"));
        assertThat(named("standard-webhooks", Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
                .isInstanceOf(StandardWebhooks.class);
        assertThat(named("svix", Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
                .isInstanceOf(StandardWebhooks.class);
        assertThat(named(
                        "rsa-sha256",
                        Map.of("signatureHeader", "a", "timestampHeader", "b", "keyIdHeader", "c", "keysUrl", "d")))
                .isEqualTo(new RsaSha256("a", "b", "c", PublicKeys.NONE));
    }

    @Test
    void every_name_that_is_offered_exists_and_tells_what_it_needs() {
        assertThat(SignatureSchemes.names())
                .contains("hmac-sha256", "timestamped-hmac-sha256", "standard-webhooks", "rsa-sha256", "token", "basic")
                .allSatisfy(name -> assertThat(SignatureSchemes.mistakes(name, Map.of()))
                        .isNotEmpty()
                        .allSatisfy((setting, what) ->
                                assertThat(what).isEqualTo("is missing; scheme '" + name + "' needs it")));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "md5", "HMAC-SHA256"})
    void an_unknown_scheme_is_answered_with_what_is_allowed(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureSchemes.mistakes(name, HMAC))
                .withMessage("unknown signature scheme '" + name + "'; allowed: "
                        + String.join(", ", SignatureSchemes.names()));
    }

    @Test
    void all_mistakes_are_told_at_once_each_by_its_setting() {
        assertThat(SignatureSchemes.mistakes(
                        "hmac-sha256",
                        Map.of("encoding", "base32", "signedContent", "url", "username", "acme", "keysUrl", "x")))
                .containsExactly(
                        entry("secret", "is missing; scheme 'hmac-sha256' needs it"),
                        entry("signatureHeader", "is missing; scheme 'hmac-sha256' needs it"),
                        entry("encoding", "'base32' is not allowed; allowed: base64, hex"),
                        entry("signedContent", "'url' is not allowed; allowed: body, url-and-body"),
                        entry("keysUrl", "is not used by scheme 'hmac-sha256'"),
                        entry("username", "is not used by scheme 'hmac-sha256'"));
        assertThat(SignatureSchemes.mistakes("basic", Map.of("username", "a:b", "secret", "s")))
                .containsExactly(entry("username", "holds a colon, which ends a name in HTTP Basic"));
    }

    @Test
    void a_scheme_with_mistakes_is_not_made() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named("hmac-sha256", Map.of("secret", "s", "username", "acme")))
                .withMessage("signatureHeader: is missing; scheme 'hmac-sha256' needs it; username: is not used by"
                        + " scheme 'hmac-sha256'");
    }

    @Test
    void a_secret_where_none_is_shared_is_told() {
        assertThat(SignatureSchemes.mistakes(
                        "rsa-sha256",
                        Map.of(
                                "signatureHeader", "a",
                                "timestampHeader", "b",
                                "keyIdHeader", "c",
                                "keysUrl", "d",
                                "secret", "s")))
                .containsExactly(entry("secret", "is not used by scheme 'rsa-sha256'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n"})
    void a_blank_secret_is_told_at_the_start(String secret) {
        assertThat(SignatureSchemes.mistakes("hmac-sha256", with(HMAC, "secret", secret)))
                .containsExactly(entry("secret", "the webhook secret is empty"));
        assertThat(SignatureSchemes.mistakes("hmac-sha256", with(HMAC, "previousSecret", secret)))
                .containsExactly(entry("previousSecret", "the webhook secret is empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2\n", " hunter2"})
    void a_secret_with_a_line_break_of_its_file_is_told_without_being_shown(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named("hmac-sha256", with(HMAC, "secret", secret)))
                .withMessageContaining("line break")
                .withMessageNotContaining("hunter2");
    }

    private static SignatureScheme named(String name, Map<String, String> settings) {
        return SignatureSchemes.named(name, settings, published -> PublicKeys.NONE);
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return more;
    }
}
