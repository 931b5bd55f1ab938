package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One clear line a mistake in a channel file: the file, the key, what is wrong, what is allowed. */
class CheckChannelTest {

    @TempDir
    Path folder;

    private Invocation crossdock;

    @BeforeEach
    void allIsRight() {
        crossdock = new Invocation(folder);
    }

    @Test
    void what_is_right_is_called_right() {
        assertThat(crossdock.check()).isZero();
        assertThat(crossdock.out()).containsExactly("all right: 1 channel, no ERP");
        assertThat(crossdock.mistakes()).isEmpty();
    }

    @Test
    void an_unknown_key_is_named_at_every_depth() {
        told(
                crossdock.channelWith("currency: EUR", "currency: EUR\ncolour: red"),
                "acme-eu.channel.yaml: colour: unknown key; allowed: account, brake, channel, currency, limit, listings,"
                        + " locations, prices, properties, readback, reconcile, resync, serviceLevel, sink, source,"
                        + " start, stock, system");
        told(
                again().channelWith("currency: EUR", "currency: EUR\nstock: {savety: 2}"),
                "acme-eu.channel.yaml: stock.savety: unknown key; allowed: block, cap, expected, lagAware, minimum, pack,"
                        + " rules, safety, share");
        told(
                again().channelWith("currency: EUR", "currency: EUR\nproperties: {shop: x}"),
                "acme-eu.channel.yaml: properties.shop: unknown key; allowed: none");
        told(
                again().channelWith("scheme:", "keyPonter: /id, scheme:"),
                "acme-eu.channel.yaml: source.keyPonter: unknown key; allowed: clientId, clientSecret, contentType,"
                        + " deliveryIdHeader, deliveryIdPointer, encoding, keyIdHeader, keyPointer, keysUrl,"
                        + " kindHeader, kindPointer, previousSecret, publicUrl, scheme, secret, signatureHeader,"
                        + " signaturePrefix, signedContent, timestampHeader, tokenUrl, transport, username");
    }

    @Test
    void a_key_that_is_missing_or_empty_is_named() {
        told(
                crossdock.channelWith("currency: EUR", ""),
                "acme-eu.channel.yaml: currency: is missing; allowed: an ISO 4217 code such as EUR");
        told(
                again().channelWith("channel: acme-eu", "channel: ''"),
                "acme-eu.channel.yaml: channel: is empty; allowed: a value, or leave the key out");
        told(
                again().channelWith(", secret: \"{{secret:acme/webhook}}\"", ""),
                "acme-eu.channel.yaml: source.secret: is missing; scheme 'standard-webhooks' needs it");
        told(
                again().channelWith("transport: webhook, ", ""),
                "acme-eu.channel.yaml: source.transport: is missing; allowed: file, http-poll, sftp, sqs,"
                        + " webhook");
    }

    @Test
    void a_secret_or_a_variable_that_is_nowhere_is_named_with_where_it_is_looked_for() {
        told(
                crossdock.variable("CROSSDOCK_SECRET_ACME_WEBHOOK", null),
                "acme-eu.channel.yaml: source.secret: secret 'acme/webhook' is missing; allowed: environment variable"
                        + " CROSSDOCK_SECRET_ACME_WEBHOOK, or a file of that name in $CROSSDOCK_SECRETS");
        told(
                again().channelWith("scheme:", "publicUrl: \"{{env:ACME_HOME}}/in\", scheme:"),
                "acme-eu.channel.yaml: source.publicUrl: environment variable ACME_HOME is not set");
        told(
                again().channelWith("{{secret:acme/webhook}}", "{{sercet:acme/webhook}}"),
                "acme-eu.channel.yaml: source.secret: holds a reference of no known kind; allowed: {{secret:NAME}},"
                        + " {{env:NAME}}");
        told(
                again().channelWith("{{secret:acme/webhook}}", "{{secret:../etc/passwd}}"),
                "acme-eu.channel.yaml: source.secret: '../etc/passwd' is no name of a secret; allowed: such as"
                        + " shop-eu/webhook");
    }

    @Test
    void an_unknown_system_or_transport_is_told_with_those_there_are() {
        told(
                crossdock.channelWith("system: acme", "system: acne"),
                "acme-eu.channel.yaml: system: unknown system 'acne'; allowed: acme, amazon, probe, shopify, square, strict");
        told(
                again().channelWith("transport: webhook", "transport: pigeon"),
                "acme-eu.channel.yaml: source.transport: unknown transport 'pigeon'; allowed: file, http-poll, sftp, sqs,"
                        + " webhook");
        // A system's own source is no transport for others.
        told(
                again().channelWith("transport: webhook", "transport: shopify"),
                "acme-eu.channel.yaml: source.transport: unknown transport 'shopify'; allowed: file, http-poll, sftp, sqs,"
                        + " webhook");
    }

    @Test
    void a_poll_that_does_not_know_what_is_new_is_told() {
        told(
                crossdock.file("acme-eu.channel.yaml", Invocation.CHANNEL.replaceAll("(?s)source:.*", "") + """
                                source:
                                  transport: http-poll
                                  url: https://api.example/orders
                                  keyPointer: id
                                  paging: page
                                """),
                "acme-eu.channel.yaml: source.sinceParameter: is missing; cursor 'time' needs it",
                "acme-eu.channel.yaml: source.timePointer: is missing; cursor 'time' needs it",
                "acme-eu.channel.yaml: source.pageParameter: is missing; paging 'page' needs it",
                "acme-eu.channel.yaml: source.keyPointer: is no JSON pointer such as /data/items");
    }

    @Test
    void a_system_that_brings_its_own_source_takes_none_from_the_channel_file() {
        told(
                crossdock.channelWith(
                        "system: acme", "system: shopify\nproperties: {url: http://x, accessToken: t, secret: s}"),
                "acme-eu.channel.yaml: source: shopify brings its own, shopify-source; allowed: its properties");
    }

    @Test
    void what_is_not_yaml_is_told_with_its_line() {
        told(
                crossdock.channelWith("currency: EUR", "currency: [EUR"),
                "acme-eu.channel.yaml: is not valid YAML at line 4: while parsing a flow sequence");
        told(
                again().file("acme-eu.channel.yaml", Invocation.CHANNEL + "currency: USD\n"),
                "acme-eu.channel.yaml: is not valid YAML at line 6: Duplicate field 'currency'");
        told(again().file("acme-eu.channel.yaml", ""), "acme-eu.channel.yaml: is empty; allowed: a channel");
        told(
                again().file("acme-eu.channel.yaml", "- a\n- b\n"),
                "acme-eu.channel.yaml: is not a mapping; allowed: keys with values");
    }

    @Test
    void a_second_document_in_a_file_would_be_overlooked_and_is_told() {
        told(
                crossdock.file("acme-eu.channel.yaml", Invocation.CHANNEL + "---\nchannel: acme-us\n"),
                "acme-eu.channel.yaml: holds a second document at line 7; allowed: one");
    }

    @Test
    void a_value_of_another_type_is_told() {
        told(
                crossdock.channelWith("currency: EUR", "currency: EUR\nstock: plenty"),
                "acme-eu.channel.yaml: stock: is not a mapping; allowed: keys with values");
        told(
                again().channelWith("currency: EUR", "currency: [EUR]"),
                "acme-eu.channel.yaml: currency: is not a single value; allowed: a text or a number");
        told(
                again().channelWith("[hamburg, lyon]", "hamburg"),
                "acme-eu.channel.yaml: locations: names no location; allowed: a list such as [hamburg, lyon], or"
                        + " hamburg: the system's own id");
        told(
                again().channelWith("[hamburg, lyon]", "[hamburg, {lyon: 1}]"),
                "acme-eu.channel.yaml: locations: '' does not fit; allowed: letters, digits, dots, dashes and"
                        + " underscores, 64 at most");
        told(
                again().channelWith("[hamburg, lyon]", "[hamburg, hamburg]"),
                "acme-eu.channel.yaml: locations: 'hamburg' is there twice; allowed: each location once");
    }

    @Test
    void what_is_sold_before_it_is_there_has_a_time_and_may_have_a_share() {
        told(
                crossdock.channelWith("currency: EUR", "currency: EUR\nstock: {expected: true}"),
                "acme-eu.channel.yaml: stock.expected: 'true' does not fit; allowed: off, or {within: 14d, share: 50%}");
        told(
                again().channelWith("currency: EUR", "currency: EUR\nstock: {expected: {share: 50}}"),
                "acme-eu.channel.yaml: stock.expected.within: is missing; allowed: how soon pieces have to come, such as"
                        + " 14d",
                "acme-eu.channel.yaml: stock.expected.share: '50' does not fit; allowed: 1% to 100%");
        told(
                again().channelWith("currency: EUR", "currency: EUR\nstock: {expected: {within: 400d, grace: 1d}}"),
                "acme-eu.channel.yaml: stock.expected.within: '400d' is no time in range; allowed: such as 15m or 2h,"
                        + " from 1h to 8760h",
                "acme-eu.channel.yaml: stock.expected.grace: unknown key; allowed: share, within");
        assertThat(again().channelWith(
                                "currency: EUR",
                                "currency: EUR\nstock: {expected: {within: 14d}, rules: [{sku: A-1, expected: off}]}")
                        .check())
                .isZero();
    }

    @Test
    void numbers_rates_shares_and_currencies_have_their_forms() {
        crossdock.channelWith("currency: EUR", """
                currency: EUX
                limit: {requests: 10/week, points: 100/s burst 2000 points, batch: 0, inFlight: many, settles: soon, perItem: 1/d}
                stock: {safety: -1, cap: lots, share: 0%, minimum: 1.5}
                """);
        told(
                crossdock,
                "acme-eu.channel.yaml: currency: 'EUX' is no currency; allowed: an ISO 4217 code such as EUR",
                "acme-eu.channel.yaml: stock.share: '0%' does not fit; allowed: 1% to 100%",
                "acme-eu.channel.yaml: stock.safety: '-1' does not fit; allowed: pieces such as 2, or a share such as"
                        + " 10%",
                "acme-eu.channel.yaml: stock.cap: 'lots' is no number in range; allowed: 0 to 1000000000",
                "acme-eu.channel.yaml: stock.minimum: '1.5' is no number in range; allowed: 0 to 1000000000",
                "acme-eu.channel.yaml: limit.requests: '10/week' does not fit; allowed: 10/s, 60/m, 100/h,"
                        + " 5000/d, 7000/5m, 10/s burst 40, 10/s and 5000/d",
                "acme-eu.channel.yaml: limit.points: '100/s burst 2000 points' does not fit; allowed: 100/s burst 2000,"
                        + " 60/s burst 4004, 100/s burst 2000 and 500000/d",
                "acme-eu.channel.yaml: limit.batch: '0' is no number in range; allowed: 1 to 10000",
                "acme-eu.channel.yaml: limit.inFlight: 'many' is no number in range; allowed: 1 to 64",
                "acme-eu.channel.yaml: limit.settles: 'soon' does not fit; allowed: such as 10s, 2m",
                "acme-eu.channel.yaml: limit.perItem: '1/d' does not fit; allowed: such as 250/d, 100/12h");
    }

    @Test
    void points_are_limited_alone_or_beside_requests() {
        for (String limit : new String[] {"points: 100/s burst 2000", "points: 60/s burst 4004, requests: 7000/5m"}) {
            assertThat(again().channelWith("currency: EUR", "currency: EUR\nlimit: {" + limit + "}")
                            .check())
                    .isZero();
        }
    }

    @Test
    void channels_of_one_account_have_one_limit_and_one_system() {
        String other = Invocation.CHANNEL.replace("channel: acme-eu", "channel: acme-fr\naccount: acme-eu");
        told(
                crossdock.file("other.channel.yaml", other + "\nlimit: {requests: 10/s burst 40 and 5000/d}\n"),
                "other.channel.yaml: limit.requests or limit.points: differs from that of acme-eu.channel.yaml, with which it shares"
                        + " the account 'acme-eu'; allowed: 5/s");
        assertThat(again().file("other.channel.yaml", other).check()).isZero();
    }

    @Test
    void a_name_belongs_to_one_channel() {
        told(
                crossdock.file("other.channel.yaml", Invocation.CHANNEL),
                "other.channel.yaml: channel: 'acme-eu' is taken by acme-eu.channel.yaml; allowed: a name of its own"
                        + " for each channel");
        told(
                again().channelWith("channel: acme-eu", "channel: Acme EU"),
                "acme-eu.channel.yaml: channel: 'Acme EU' does not fit; allowed: lower case letters, digits and"
                        + " dashes, 48 at most, a letter first");
    }

    @Test
    void the_mistakes_of_all_files_are_told_at_once() {
        told(
                crossdock
                        .channelWith("currency: EUR", "currency: EUX")
                        .file(
                                "b.channel.yaml",
                                Invocation.CHANNEL.replace("acme-eu", "b").replace("system: acme", "system: b")),
                "acme-eu.channel.yaml: currency: 'EUX' is no currency; allowed: an ISO 4217 code such as EUR",
                "b.channel.yaml: system: unknown system 'b'; allowed: acme, amazon, probe, shopify, square, strict");
    }

    /** Another invocation on the same folder. */
    private Invocation again() {
        return new Invocation(folder);
    }

    private static void told(Invocation invocation, String... lines) {
        assertThat(invocation.check()).isEqualTo(2);
        assertThat(invocation.mistakes()).containsExactly(lines);
        assertThat(invocation.out()).isEmpty();
    }
}
