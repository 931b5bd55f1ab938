package io.crossdock.spi.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossdock.spi.signature.HmacSha256.Content;
import io.crossdock.spi.signature.HmacSha256.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureSchemesTest {

    @Test
    void a_scheme_is_found_by_its_name() {
        assertThat(SignatureSchemes.named("hmac-sha256", "X-S", "hex", "url-and-body", "sha256="))
                .isEqualTo(new HmacSha256("X-S", Encoding.HEX, Content.URL_AND_BODY, "sha256="));
        assertThat(SignatureSchemes.named("hmac-sha256", "X-S", "base64", "body", null))
                .isEqualTo(new HmacSha256("X-S", Encoding.BASE64, Content.BODY, ""));
        assertThat(SignatureSchemes.named("standard-webhooks", null, null, null, null))
                .isInstanceOf(StandardWebhooks.class);
    }

    @Test
    void every_name_that_is_offered_exists() {
        assertThat(SignatureSchemes.NAMES)
                .allSatisfy(name -> assertThatCode(() -> SignatureSchemes.named(name, "X-S", "hex", "body", ""))
                        .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "md5", "HMAC-SHA256"})
    void an_unknown_scheme_is_answered_with_what_is_allowed(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureSchemes.named(name, "X-S", "hex", "body", ""))
                .withMessage("unknown signature scheme '" + name + "'; allowed: hmac-sha256, standard-webhooks");
    }

    @Test
    void an_unknown_encoding_or_content_is_answered_with_what_is_allowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureSchemes.named("hmac-sha256", "X-S", "base32", "body", ""))
                .withMessage("unknown signature encoding 'base32'; allowed: base64, hex");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureSchemes.named("hmac-sha256", "X-S", "hex", null, ""))
                .withMessage("unknown signed content 'null'; allowed: body, url-and-body");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void an_hmac_without_a_header_is_refused(String header) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureSchemes.named("hmac-sha256", header, "hex", "body", ""))
                .withMessage("an hmac-sha256 signature needs the name of its header");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n"})
    void an_empty_secret_is_told_at_the_start(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureSchemes.named("hmac-sha256", "X-S", "hex", "body", "")
                        .requireUsable(secret))
                .withMessage("the webhook secret is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2\n", " hunter2"})
    void a_secret_with_a_line_break_of_its_file_is_told_without_being_shown(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureSchemes.named("hmac-sha256", "X-S", "hex", "body", "")
                        .requireUsable(secret))
                .withMessageContaining("line break")
                .withMessageNotContaining("hunter2");
    }
}
