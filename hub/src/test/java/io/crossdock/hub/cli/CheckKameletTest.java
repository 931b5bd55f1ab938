package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.spi.signature.SignatureSchemes;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Kamelet says of its parameters and beans is held against the channel file before anything starts. */
class CheckKameletTest {

    private static final String MISTYPED = "whsec_not*base64*at*all";

    @TempDir
    Path folder;

    private Invocation crossdock;

    @BeforeEach
    void allIsRight() {
        crossdock = new Invocation(folder);
    }

    @Test
    void a_value_that_a_kamelet_does_not_know_is_told_with_those_it_knows() {
        told(
                crossdock.channelWith("standard-webhooks", "rot13"),
                "acme-eu.channel.yaml: source.scheme: 'rot13' is not allowed; allowed: "
                        + String.join(", ", SignatureSchemes.names()));
        told(
                again().channelWith("standard-webhooks", "hmac-sha256, signatureHeader: X-Sig, encoding: base46"),
                "acme-eu.channel.yaml: source.encoding: 'base46' is not allowed; allowed: base64, hex");
        told(
                again().channelWith("standard-webhooks", "hmac-sha256, signatureHeader: X-Sig, signedContent: url"),
                "acme-eu.channel.yaml: source.signedContent: 'url' is not allowed; allowed: body, url-and-body");
        told(
                again().channelWith(
                                "currency: EUR",
                                "currency: EUR\nsink: {transport: http-push, url: http://x, method: GET, auth: magic}"),
                "acme-eu.channel.yaml: sink.method: 'GET' is not allowed; allowed: POST, PUT, PATCH",
                "acme-eu.channel.yaml: sink.auth: 'magic' is not allowed; allowed: none, header, bearer, basic,"
                        + " oauth2-refresh, oauth2-client-credentials");
    }

    @Test
    void a_value_from_the_environment_is_checked_like_one_that_is_written_down() {
        told(
                crossdock
                        .channelWith("standard-webhooks", "\"{{env:ACME_SCHEME}}\"")
                        .variable("ACME_SCHEME", "rot13"),
                "acme-eu.channel.yaml: source.scheme: 'rot13' is not allowed; allowed: "
                        + String.join(", ", SignatureSchemes.names()));
    }

    @Test
    void a_flag_is_true_or_false() {
        told(
                crossdock.channelWith(
                        "{transport: webhook, scheme: standard-webhooks, secret: \"{{secret:acme/webhook}}\"}",
                        "{transport: sqs, queueUrl: q, region: r, accessKey: a, secretKey: s, overrideEndpoint: maybe}"),
                "acme-eu.channel.yaml: source.overrideEndpoint: 'maybe' is not allowed; allowed: true, false");
    }

    @Test
    void a_scheme_is_given_what_it_needs_and_nothing_else() {
        told(
                crossdock.channelWith("standard-webhooks", "hmac-sha256"),
                "acme-eu.channel.yaml: source.signatureHeader: is missing; scheme 'hmac-sha256' needs it");
        told(
                again().channelWith("standard-webhooks", "woocommerce, signatureHeader: X-Sig, encoding: hex"),
                "acme-eu.channel.yaml: source.encoding: is not used by scheme 'woocommerce'",
                "acme-eu.channel.yaml: source.signatureHeader: is not used by scheme 'woocommerce'");
        told(
                again().channelWith("standard-webhooks", "shipengine"),
                "acme-eu.channel.yaml: source.secret: is not used by scheme 'shipengine'");
        told(
                again().channelWith("standard-webhooks", "ebay, clientId: app, keysUrl: api.ebay.com")
                        .variable("CROSSDOCK_SECRET_ACME_WEBHOOK", "too short"),
                "acme-eu.channel.yaml: source.clientSecret: is missing; scheme 'ebay' needs it",
                "acme-eu.channel.yaml: source.secret: the verification token must be 32 to 80 letters, digits,"
                        + " underscores and dashes",
                "acme-eu.channel.yaml: source.keysUrl: is no URL such as https://api.example");
    }

    @Test
    void a_mistyped_webhook_secret_is_told_without_its_value() {
        told(
                crossdock.variable("CROSSDOCK_SECRET_ACME_WEBHOOK", MISTYPED),
                "acme-eu.channel.yaml: source.secret: the webhook secret must be base64, with or without whsec_ before"
                        + " it");
        told(
                again().variable("CROSSDOCK_SECRET_ACME_WEBHOOK", Invocation.SECRET + "\n"),
                "acme-eu.channel.yaml: source.secret: the webhook secret has a blank or a line break at an end; it"
                        + " would match nothing");
    }

    @Test
    void the_secret_that_is_rotated_out_is_checked_as_well() {
        told(
                crossdock
                        .channelWith("secret: \"", "previousSecret: \"{{secret:acme/old}}\", secret: \"")
                        .variable("CROSSDOCK_SECRET_ACME_OLD", MISTYPED),
                "acme-eu.channel.yaml: source.previousSecret: the webhook secret must be base64, with or without"
                        + " whsec_ before it");
    }

    @Test
    void a_systems_own_webhook_secret_is_checked_by_the_scheme_that_its_kamelet_fixes() {
        told(
                crossdock.file("shop.channel.yaml", """
                                channel: shop
                                system: shopify
                                currency: EUR
                                locations: {hamburg: "1"}
                                properties: {url: http://x, accessToken: t, secret: " blank before"}
                                """),
                "shop.channel.yaml: properties.secret: the webhook secret has a blank or a line break at an end; it"
                        + " would match nothing");
    }

    @Test
    void what_a_way_to_authenticate_needs_must_be_there() {
        told(
                crossdock.channelWith("currency: EUR", """
                        currency: EUR
                        sink: {transport: http-push, url: acme.example/offers, auth: basic, username: u, timeout: soon}
                        """),
                "acme-eu.channel.yaml: sink.password: is missing; authentication 'basic' needs it",
                "acme-eu.channel.yaml: sink.url: is no URL such as https://api.example",
                "acme-eu.channel.yaml: sink.timeout: is no time such as 10s");
    }

    @Test
    void where_a_partner_is_asked_later_is_a_url_with_the_ticket_in_it() {
        told(
                crossdock.channelWith("currency: EUR", """
                        currency: EUR
                        sink: {transport: http-push, url: "http://x", statusUrl: "http://x/imports", within: soon}
                        """),
                "acme-eu.channel.yaml: sink.statusUrl: is no URL such as https://api.example/imports/{ticket}",
                "acme-eu.channel.yaml: sink.within: is no time such as 30s");
    }

    @Test
    void what_would_only_fail_once_a_push_is_out_is_told_before() {
        told(
                crossdock.channelWith("currency: EUR", """
                        currency: EUR
                        sink: {transport: http-push, url: "http://x", resultsPointer: results, within: 5s}
                        """),
                "acme-eu.channel.yaml: sink.resultsPointer: is no JSON Pointer such as /results",
                "acme-eu.channel.yaml: sink.within: is over before the partner is asked, 10 s after the push");
    }

    @Test
    void an_expression_that_does_not_compile_is_told_with_its_kamelet_and_line() {
        crossdock.kameletWith("get-key($types, .type)", "get-kye($types, .type)");
        assertThat(crossdock.check()).isEqualTo(2);
        assertThat(crossdock.mistakes())
                .singleElement()
                .asString()
                .startsWith(
                        "acme-eu.channel.yaml: system: the Kamelet acme-translate-action: events does not compile: ")
                .contains("get-kye");
    }

    @Test
    void a_class_that_is_not_there_is_told_with_its_kamelet() {
        told(
                crossdock.kameletWith("hub.jslt.JsltAction", "hub.jslt.JsltActoin"),
                "acme-eu.channel.yaml: system: the Kamelet acme-translate-action names a class that is not there:"
                        + " #class:io.crossdock.hub.jslt.JsltActoin");
    }

    @Test
    void a_kamelet_that_is_not_yaml_or_has_another_name_than_its_file_is_told() {
        crossdock.file("kamelets/broken-source.kamelet.yaml", "spec: [");
        assertThat(crossdock.check()).isEqualTo(2);
        assertThat(crossdock.mistakes())
                .containsExactly(
                        "kamelets/broken-source.kamelet.yaml: is not valid YAML at line 1; allowed: a Kamelet");
        told(
                again().file("kamelets/broken-source.kamelet.yaml", "metadata: {name: other-source}"),
                "kamelets/broken-source.kamelet.yaml: metadata.name: 'other-source' is not the file's name; allowed:"
                        + " broken-source");
    }

    private Invocation again() {
        return new Invocation(folder);
    }

    private static void told(Invocation invocation, String... lines) {
        assertThat(invocation.check()).isEqualTo(2);
        assertThat(invocation.mistakes()).containsExactly(lines).noneMatch(line -> line.contains(MISTYPED));
    }
}
