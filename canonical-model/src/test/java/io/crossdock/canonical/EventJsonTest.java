package io.crossdock.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    private static final long SEED = 20_260_101L;

    static Stream<CanonicalEvent> events() {
        return GeneratedEvents.many(SEED, 40);
    }

    @ParameterizedTest
    @MethodSource("events")
    void what_is_written_is_read_back_equal(CanonicalEvent event) {
        // when
        CanonicalData read =
                EventJson.read(EventJson.write(event.data()), event.type().data());
        // then
        assertThat(read).isEqualTo(event.data());
    }

    @Test
    void what_is_null_is_left_out_and_decimals_and_times_are_plain() {
        // given
        String json =
                "{\"channel\":\"acme-eu\",\"sku\":\"A-1\",\"quantity\":{\"value\":1E+3,\"version\":7,\"confirmedAt\":\"2026-01-02T03:04:05Z\"}}";
        // when
        ReceiptIssued receipt = read(json, ReceiptIssued.class);
        // then
        assertThat(text(receipt)).isEqualTo(json.replace("1E+3", "1000"));
    }

    @Test
    void a_member_of_a_later_release_is_ignored() {
        // given
        String json = "{\"sku\":\"A-1\",\"location\":\"hamburg\",\"onHand\":3,\"later\":{\"any\":[1]}}";
        // when
        StockCounted read = read(json, StockCounted.class);
        // then
        assertThat(text(read)).isEqualTo("{\"sku\":\"A-1\",\"location\":\"hamburg\",\"onHand\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{\"sku\":\"A\"}{}",
                "{\"sku\":\"A\"} x",
                "{\"sku\":\"A\",\"sku\":\"B\"}",
                "{\"sku\":{\"value\":\"A\"}}",
                "{\"onHand\":\"many\"}"
            })
    void what_is_not_json_of_the_type_is_refused(String json) {
        assertThatThrownBy(() -> read(json, StockCounted.class)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void what_is_refused_is_never_shown() {
        // given
        String json = "{\"order\":{\"placedAt\":\"Gesine Musterfrau\"}}";
        // then
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> read(json, OrderPlaced.class))
                .satisfies(thrown -> assertThat(thrown.toString() + thrown.getCause())
                        .contains("OrderPlaced at order.placedAt")
                        .doesNotContain("Gesine"))
                .satisfies(thrown -> assertThat(thrown.getCause()).hasNoCause());
    }

    @Test
    void broken_bytes_end_in_a_value_or_in_one_kind_of_exception() {
        // given
        Random random = new Random(SEED);
        GeneratedEvents.many(SEED, 150).forEach(event -> {
            byte[] bytes = EventJson.write(event.data());
            // when
            for (int i = 0; i <= random.nextInt(4); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            // then
            readOrRefuse(bytes, event.type());
            readOrRefuse(Arrays.copyOf(bytes, random.nextInt(bytes.length)), event.type());
        });
    }

    @Test
    void noise_in_any_encoding_ends_in_one_kind_of_exception() {
        // given
        Random random = new Random(SEED);
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
            readOrRefuse(bytes, EventType.values()[i % EventType.values().length]);
        }
    }

    @Test
    void depth_ends_before_the_stack_does() {
        // given
        String json = "{\"later\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        // then
        assertThatThrownBy(() -> read(json, OrderPlaced.class)).isInstanceOf(UncheckedIOException.class);
    }

    /** Anything but a value or an UncheckedIOException fails the test by being thrown. */
    private static void readOrRefuse(byte[] bytes, EventType type) {
        try {
            assertThat(EventJson.read(bytes, type.data())).isNotNull();
        } catch (UncheckedIOException refused) {
            assertThat(refused.getCause()).isNotNull();
        }
    }

    private static <T extends CanonicalData> T read(String json, Class<T> type) {
        return EventJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private static String text(CanonicalData data) {
        return new String(EventJson.write(data), StandardCharsets.UTF_8);
    }
}
