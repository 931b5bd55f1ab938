package io.crossdock.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossdock.canonical.ChannelId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final Channel CHANNEL =
            new Channel(new ChannelId("acme-eu"), "acme", "EUR", List.of(), Map.of(), Map.of());

    record Thing(String name, BigDecimal amount, long count, Instant at, List<Object> more) {}

    @Test
    void what_it_should_be_is_read_and_unknown_members_are_ignored() {
        // when
        Thing thing = read(
                "{\"name\":\"A\",\"amount\":12.30,\"count\":3,\"at\":\"2026-01-02T03:04:05Z\",\"new\":{\"x\":[1]}}");
        // then
        assertThat(thing)
                .isEqualTo(new Thing("A", new BigDecimal("12.30"), 3, Instant.parse("2026-01-02T03:04:05Z"), null));
    }

    @Test
    void depth_counts_up_to_64() {
        assertThat(read("{\"more\":" + "[".repeat(63) + "]".repeat(63) + "}")).isNotNull();
        isMalformed("{\"more\":" + "[".repeat(64) + "]".repeat(64) + "}");
        isMalformed("{\"later\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    }

    @Test
    void a_number_has_up_to_100_digits() {
        assertThat(read("{\"amount\":" + "1".repeat(100) + "}")).isNotNull();
        isMalformed("{\"amount\":" + "1".repeat(101) + "}");
        isMalformed("{\"amount\":0." + "1".repeat(101) + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e101",
                "1E+999999999",
                "1e-101",
                "-1e-999999999",
                "1e99999999999",
                "\"1e999999999\"",
                "NaN",
                "1e"
            })
    void a_number_that_would_grow_once_it_is_used_is_malformed(String number) {
        isMalformed("{\"amount\":" + number + "}");
    }

    @Test
    void an_exponent_within_reason_is_a_number() {
        assertThat(read("{\"amount\":1.5e3}").amount()).isEqualByComparingTo("1500");
    }

    @Test
    void a_string_has_up_to_a_quarter_of_a_mebibyte() {
        assertThat(read("{\"name\":\"" + "x".repeat(256 * 1024) + "\"}")).isNotNull();
        isMalformed("{\"name\":\"" + "x".repeat(256 * 1024 + 1) + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "{",
                "{}{}",
                "{} x",
                "{\"name\":\"A\",\"name\":\"B\"}",
                "{\"unknown\":1,\"unknown\":2}",
                "{\"count\":1e999999999}",
                "{\"count\":99999999999999999999}",
                "{\"at\":\"yesterday\"}",
                "{name:1}"
            })
    void what_is_not_the_json_it_should_be_is_malformed(String json) {
        isMalformed(json);
    }

    @Test
    void a_message_tells_the_place_and_never_the_text() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> read("{\"at\":\n\"Gesine Musterfrau\"}"))
                .withMessage("acme orders/create m-1: not the JSON it should be at line 2, column 1")
                .withNoCause();
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> read("{\"name\":Gesine}"))
                .withMessageNotContaining("Gesine")
                .withNoCause();
    }

    @Test
    void an_answer_is_named_by_the_requests_operation() {
        // given
        Request request = Request.get("getThing", "/things/1", Map.of());
        Answer answer = new Answer(200, "application/json", "<html>".getBytes(StandardCharsets.UTF_8));
        // then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Json.read(answer, request, CHANNEL, Thing.class))
                .withMessage("acme getThing: not the JSON it should be at line 1, column 1");
    }

    @Test
    void noise_in_any_encoding_is_only_malformed() {
        // given
        Random random = new Random(13);
        byte[][] starts = {
            {},
            {0, 0, (byte) 0xFE, (byte) 0xFF},
            {(byte) 0xFF, (byte) 0xFE, 0, 0},
            {(byte) 0xFE, (byte) 0xFF},
            {'{', '"'}
        };
        for (int i = 0; i < 5_000; i++) {
            byte[] start = starts[i % starts.length];
            byte[] bytes = new byte[start.length + random.nextInt(60)];
            random.nextBytes(bytes);
            System.arraycopy(start, 0, bytes, 0, start.length);
            // then
            isMalformed(bytes);
        }
    }

    @Test
    void what_is_written_is_read_back_equal() {
        // given
        Thing thing = new Thing(
                "Größe \"1\"", new BigDecimal("0.10"), -7, Instant.parse("2026-01-02T03:04:05.006Z"), List.of());
        // then
        assertThat(read(new String(Json.write(thing), StandardCharsets.UTF_8))).isEqualTo(thing);
        assertThat(Json.tree(thing).path("at").asText()).isEqualTo("2026-01-02T03:04:05.006Z");
    }

    private static Thing read(String json) {
        return Json.read(inbound(json.getBytes(StandardCharsets.UTF_8)), CHANNEL, Thing.class);
    }

    private static void isMalformed(String json) {
        isMalformed(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void isMalformed(byte[] json) {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Json.read(inbound(json), CHANNEL, Thing.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.MALFORMED));
    }

    private static InboundRecord inbound(byte[] body) {
        return new InboundRecord(
                CHANNEL.id(), "m-1", "orders/create", "1", "application/json", body, Instant.EPOCH, null);
    }
}
