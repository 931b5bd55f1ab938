package io.crossdock.hub.drop.split;

import static io.crossdock.hub.drop.split.Splitting.form;
import static io.crossdock.hub.drop.split.Splitting.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.spi.Failure;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSplitsTest {

    private static final Splits.Form LINES = form("lines");
    private static final Splits.Form ARRAY = form("json");
    private static final Splits.Form ORDERS = new Splits.Form("json", "", "", "", "/result/orders", "", "");

    @Test
    void each_line_is_a_record_byte_for_byte() throws Exception {
        // when
        // then
        assertThat(texts(LINES, "\uFEFF{\"a\": 1.50}\r\n\n  \n{ \"b\":\"grün\" } \n[1,2]"))
                .containsExactly("{\"a\": 1.50}", "{ \"b\":\"grün\" } ", "[1,2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}\n{\"a\":", "{\"a\":1}\nnull x", "{\"a\":1}\n{}{}", "{\"a\":1}\n\u0000"})
    void one_line_that_is_no_json_makes_the_file_unsound(String file) {
        // when
        // then
        assertThatThrownBy(() -> texts(LINES, file)).isInstanceOf(Failure.class).hasMessageContaining("line 2");
    }

    @Test
    void a_line_may_not_be_longer_than_a_record() {
        // when
        // then
        assertThatThrownBy(() -> texts(LINES, "{}\n\"" + "x".repeat(Piece.MOST_BYTES) + "\"\n"))
                .hasMessageContaining("line 2: a record of more than");
    }

    @Test
    void the_objects_of_an_array_keep_their_own_bytes() throws Exception {
        // when
        // then
        assertThat(texts(ARRAY, "\uFEFF [ {\"a\" : 1.50, \"ü\":[{}]} ,\n{\"b\":2}]\n"))
                .containsExactly("{\"a\" : 1.50, \"ü\":[{}]}", "{\"b\":2}");
        assertThat(texts(ORDERS, "{\"orders\":[1],\"result\":{\"n\":\"ü\",\"orders\":[{\"a\":[3]}],\"x\":[[]]}}"))
                .containsExactly("{\"a\":[3]}");
        assertThat(texts(ARRAY, "[]")).isEmpty();
    }

    @Test
    void an_array_that_is_cut_anywhere_is_refused_whole() {
        // given
        String file = "{\"result\":{\"orders\":[{\"a\":\"ü\"},{\"b\":[1]}]}}";
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            // when
            // then
            assertThatThrownBy(() -> Splitting.pieces(ORDERS, cut))
                    .as("%d bytes", length)
                    .isInstanceOf(Failure.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"result\":{}}",
                "{\"result\":{\"orders\":{}}}",
                "{\"result\":{\"orders\":[1]}}",
                "{\"result\":{\"orders\":[]}} x",
                "{\"result\":{\"orders\":[],\"orders\":[]}}"
            })
    void a_text_without_the_array_is_refused(String file) {
        // when
        // then
        assertThatThrownBy(() -> texts(ORDERS, file)).isInstanceOf(Failure.class);
    }

    @Test
    void utf_16_is_refused() {
        // when
        // then
        assertThatThrownBy(() -> Splitting.pieces(ARRAY, "[{}]".getBytes(StandardCharsets.UTF_16LE)))
                .hasMessageContaining("is not UTF-8");
    }

    @Test
    void deep_nesting_ends_the_file_and_not_the_hub() {
        // when
        // then
        assertThatThrownBy(() -> texts(ARRAY, "[".repeat(100_000))).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> texts(LINES, "[".repeat(100_000))).isInstanceOf(Failure.class);
    }
}
