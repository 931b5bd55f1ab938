package io.crossdock.hub.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventJson;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.marketplaces.shopify.ShopifyTranslation;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure.Kind;
import io.crossdock.spi.InboundRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a body holds, it becomes events or a dead letter of the right kind; nothing of it escapes as an exception. */
class MalformedBodiesTest {

    private static final String ORDER = """
            {"id":5001,"name":"#1","currency":"USD","created_at":"2026-03-01T12:00:00Z",
             "updated_at":"2026-03-01T12:00:00Z","unread":%s,
             "line_items":[{"id":1,"sku":"MUG","quantity":1,"price":"19.00","unread":%s}],
             "shipping_address":{"name":%s,"country_code":"US"}}""";
    private static final Channel CHANNEL = new Channel(
            new ChannelId("shopify-us"), "shopify", "USD", List.of(new LocationId("hamburg")), Map.of(), Map.of());

    private final TranslateAction translate = new TranslateAction();

    @BeforeEach
    void aTranslation() {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("channels", (ChannelLookup) name -> CHANNEL);
        translate.setCamelContext(camel);
        translate.setChannel("shopify-us");
        translate.setTranslation(new ShopifyTranslation());
    }

    /** Forms that RFC 8259 refuses, each as a whole body and as the value of a member that nobody reads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,,2]",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1",
                "]",
                "[",
                "[\"a\"",
                "{\"a\"}",
                "{\"a\":}",
                "{:1}",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "{\"a\":1,,}",
                "{'a':1}",
                "{a:1}",
                "{1:1}",
                "{\"a\":1",
                "{\"a\":1}}",
                "01",
                "-01",
                "+1",
                "1.",
                ".5",
                "-",
                "-.5",
                "1e",
                "1e+",
                "0x1F",
                "1_000",
                "NaN",
                "Infinity",
                "-Infinity",
                "1,2",
                "tru",
                "True",
                "nul",
                "undefined",
                "\"",
                "\"a",
                "\"\\x41\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\t\"",
                "\"line\nbreak\"",
                "\"\\",
                "// 1",
                "/* */1",
                "#",
                "<a/>",
                "{}{}",
                "[][]",
                "1 2",
                "\u00a01",
                "\u2028",
                "*",
                "{{}}",
                "[[]",
                "{\"a\":1,\"a\":2}",
                "[{\"a\":1,\"a\":1}]",
                "{\"b\":{\"a\":1,\"\\u0061\":1}}"
            })
    void what_is_no_json_is_malformed_wherever_it_stands(String text) {
        assertThat(kind(text.getBytes(UTF_8))).contains(Kind.MALFORMED);
        assertThat(kind(order(text, "1"))).contains(Kind.MALFORMED);
        assertThat(kind(order("1", text))).contains(Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[[], {}, 1, null]",
                "{\"\":1}",
                "{\"\\u0000\":1}",
                "-0",
                "1E5",
                "-1.5e-3",
                "\"\\ud83d\\ude00\"",
                "\"\\/\"",
                "\" \u007f \"",
                "\"\u2028\"",
                "{\"a\":{\"a\":{\"a\":1}}}",
                " \r\n\t1 ",
                "123456789012345678901"
            })
    void what_is_json_and_nobody_reads_does_no_harm(String text) {
        assertThat(kind(order(text, "1"))).isEmpty();
        assertThat(kind(order("1", text))).isEmpty();
    }

    @Test
    void depth_counts_to_64() {
        assertThat(kind(order("[".repeat(63) + "]".repeat(63), "1"))).isEmpty();
        assertThat(kind(order("[".repeat(64) + "]".repeat(64), "1"))).contains(Kind.MALFORMED);
        for (String opened : List.of("[", "{\"a\":", "[{\"a\":")) {
            assertThat(kind(opened.repeat(100_000).getBytes(UTF_8))).contains(Kind.MALFORMED);
            assertThat(kind(order(opened.repeat(100_000), "1"))).contains(Kind.MALFORMED);
        }
    }

    @Test
    void a_number_has_100_digits_whether_it_is_read_or_not() {
        assertThat(kind(order("1".repeat(100), "1"))).isEmpty();
        assertThat(kind(order("1".repeat(101), "1"))).contains(Kind.MALFORMED);
        assertThat(kind(order("0." + "1".repeat(101), "1"))).contains(Kind.MALFORMED);
        String price = "\"19.00\"";
        assertThat(kind(text(whole().replace(price, "1".repeat(100))))).contains(Kind.UNMAPPABLE);
        assertThat(kind(text(whole().replace(price, "1".repeat(101))))).contains(Kind.MALFORMED);
        assertThat(kind(text(whole().replace(price, "1e999999999")))).contains(Kind.MALFORMED);
    }

    @Test
    void a_text_that_is_read_has_256_KiB_and_one_that_is_not_has_what_the_body_may_have() {
        assertThat(kind(name("x".repeat(256 * 1024 + 1)))).contains(Kind.MALFORMED);
        assertThat(kind(name("x".repeat(256 * 1024)))).contains(Kind.UNMAPPABLE);
        assertThat(kind(order("\"" + "x".repeat(1024 * 1024) + "\"", "1"))).isEmpty();
    }

    static Stream<byte[]> brokenUtf8() {
        return Stream.of(
                bytes(0x80),
                bytes(0xC3),
                bytes(0xC0, 0xAF),
                bytes(0xE2, 0x82),
                bytes(0xED, 0xA0, 0x80),
                bytes(0xF0, 0x9F, 0x98),
                bytes(0xF5, 0x80, 0x80, 0x80),
                bytes(0xFF),
                bytes(0xFE));
    }

    @ParameterizedTest
    @MethodSource("brokenUtf8")
    void what_is_no_utf_8_is_malformed_whether_it_is_read_or_not(byte[] broken) {
        assertThat(kind(name(new String(broken, ISO_8859_1), ISO_8859_1))).contains(Kind.MALFORMED);
        assertThat(kind(ORDER.formatted("\"" + new String(broken, ISO_8859_1) + "\"", "1", "null")
                        .getBytes(ISO_8859_1)))
                .contains(Kind.MALFORMED);
        assertThat(kind(broken)).contains(Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "a\\ud800b"})
    void half_of_a_surrogate_pair_stays_an_escape_that_every_reader_can_read(String half) {
        // when
        CanonicalEvent event = translated(List.of(new Journaled(inbound(name(half)), 0, 0)))
                .get(0)
                .events()
                .get(0);
        byte[] written = EventJson.write(event.data());
        // then
        assertThat(new String(written, UTF_8)).containsIgnoringCase(half).doesNotContain("\ufffd", "?");
        assertThat(EventJson.read(written, OrderPlaced.class)).isEqualTo(event.data());
    }

    @Test
    void bodies_that_are_nothing_or_something_else_are_malformed() throws IOException {
        for (byte[] body : List.of(new byte[0], text(" "), text("null"), text("\u0000"), gzip(whole()), bombed())) {
            assertThat(kind(body)).contains(Kind.MALFORMED);
        }
        for (String other : List.of("[]", "\"text\"", "1", "true")) {
            assertThat(kind(text(other))).contains(Kind.MALFORMED);
        }
        assertThat(kind(text("{}"))).contains(Kind.UNMAPPABLE);
    }

    @Test
    void a_byte_order_mark_is_no_mistake_and_another_encoding_is_one() {
        assertThat(kind(text("\ufeff" + whole()))).isEmpty();
        assertThat(kind(whole().getBytes(UTF_16))).contains(Kind.MALFORMED);
    }

    @Test
    void a_body_cut_anywhere_is_malformed() {
        byte[] body = text(whole());
        for (int length = 0; length < body.length; length++) {
            assertThat(kind(Arrays.copyOf(body, length))).contains(Kind.MALFORMED);
        }
        assertThat(kind(body)).isEmpty();
    }

    @Test
    void each_of_a_batch_gets_its_own_answer_and_its_own_place() {
        // given
        List<Journaled> batch = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            batch.add(new Journaled(inbound(i % 10 == 3 ? text("{\"cut") : text(whole())), 0, i));
        }
        // when
        List<Translated> translated = translated(batch);
        // then
        assertThat(translated).extracting(Translated::journaled).containsExactlyElementsOf(batch);
        assertThat(translated).allSatisfy(one -> assertThat(one.failure().isPresent())
                .isEqualTo(one.journaled().offset() % 10 == 3));
    }

    private Optional<Kind> kind(byte[] body) {
        Translated translated =
                translated(List.of(new Journaled(inbound(body), 0, 0))).get(0);
        assertThat(translated.events()).hasSize(translated.failure().isPresent() ? 0 : 1);
        return translated.failure().map(failure -> failure.kind());
    }

    @SuppressWarnings("unchecked")
    private List<Translated> translated(List<Journaled> batch) {
        return (List<Translated>) translate.translate(batch);
    }

    private static InboundRecord inbound(byte[] body) {
        return new InboundRecord(
                CHANNEL.id(), "id-1", "orders/create", "5001", "application/json", body, Instant.EPOCH, null);
    }

    private static String whole() {
        return ORDER.formatted("1", "1", "\"Alma Sample\"");
    }

    private static byte[] order(String unread, String unreadOfLine) {
        return text(ORDER.formatted(unread, unreadOfLine, "\"Alma Sample\""));
    }

    private static byte[] name(String name) {
        return name(name, UTF_8);
    }

    private static byte[] name(String name, Charset charset) {
        return ORDER.formatted("1", "1", "\"" + name + "\"").getBytes(charset);
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** Nothing unpacks a body: what would be a gigabyte stays the megabyte that it came as. */
    private static byte[] bombed() throws IOException {
        return gzip(" ".repeat(16 * 1024 * 1024));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
