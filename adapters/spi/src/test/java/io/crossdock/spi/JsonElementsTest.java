package io.crossdock.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossdock.canonical.ChannelId;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonElementsTest {

    private static final Request REQUEST = Request.get("orders", "/orders", Map.of());
    private static final Channel CHANNEL =
            new Channel(new ChannelId("shop"), "acme", "EUR", List.of(), Map.of(), Map.of());

    @Test
    void each_element_is_as_it_came_down_to_its_blanks_and_digits() {
        // given
        String first = "{ \"id\": 820982911946154508, \"price\":1.50, \"name\":\"Zoë \\u00e9 }]\" }";
        String second = "{\"id\":2,\"lines\":[{\"a\":[1,2]},{}]}";
        String json = "{\"before\":[{\"x\":1}], \"orders\" : [\n " + first + " ,\t" + second + "\n], \"after\": 1}";

        // when
        List<String> elements = cut(json, StandardCharsets.UTF_8).orElseThrow();

        // then
        assertThat(elements).containsExactly(first, second);
    }

    @Test
    void an_empty_list_is_another_thing_than_none() {
        assertThat(cut("{\"orders\":[]}", StandardCharsets.UTF_8)).contains(List.of());
        assertThat(cut("{\"more\":{\"orders\":[{}]}}", StandardCharsets.UTF_8)).isEmpty();
        assertThat(cut("{\"orders\":null}", StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void a_byte_order_mark_shifts_nothing() {
        assertThat(cut("\uFEFF{\"orders\":[{\"id\":1}]}", StandardCharsets.UTF_8))
                .contains(List.of("{\"id\":1}"));
    }

    @Test
    void what_is_wrapped_keeps_its_bytes() {
        // when
        byte[] wrapped = JsonElements.wrapped("order", "{ \"id\":1.0 }".getBytes(StandardCharsets.UTF_8), ",\"x\":[]");

        // then
        assertThat(new String(wrapped, StandardCharsets.UTF_8)).isEqualTo("{\"order\":{ \"id\":1.0 },\"x\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"orders\":[", "{\"orders\":[1]}", "{\"orders\":[{\"a\":}]}", "<html>"})
    void what_is_no_such_list_is_malformed(String json) {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> cut(json, StandardCharsets.UTF_8))
                .withMessage("acme orders: not the list in JSON that it should be")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.MALFORMED));
    }

    @Test
    void text_in_another_encoding_has_no_such_places() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> cut("{\"orders\":[{\"id\":1}]}", StandardCharsets.UTF_16BE));
    }

    private static Optional<List<String>> cut(String json, Charset charset) {
        Answer answer = new Answer(200, "application/json", json.getBytes(charset));
        return JsonElements.of(answer, "orders", REQUEST, CHANNEL).map(elements -> elements.stream()
                .map(element -> new String(element, StandardCharsets.UTF_8))
                .toList());
    }
}
