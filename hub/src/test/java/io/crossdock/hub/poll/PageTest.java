package io.crossdock.hub.poll;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final Page.Places PLACES = places("/data/orders");

    @Test
    void each_record_is_cut_out_byte_for_byte() throws Exception {
        // given
        List<String> records = List.of(
                "{ \"id\" :1.50e1,\t\"a\\/b\":\"\\u00e4ä𝄞\" , \"deep\":[[{}],\"]}\"]}",
                "\"text, with ]\"",
                "-12.50",
                "[ 1 , 2 ]",
                "true",
                "null",
                "{}");
        for (String between : List.of(",", " , ", "\n,\r\n")) {
            String body = "{\"data\": {\"orders\" :[ " + String.join(between, records) + " ], \"x\": [{\"y\": 1}]}}";
            // when
            Page page = Page.read(body.getBytes(UTF_8), PLACES);
            // then
            assertThat(texts(page)).isEqualTo(records);
        }
    }

    @Test
    void the_body_itself_may_be_the_array_and_begin_with_a_mark() throws Exception {
        // when
        Page page = Page.read("\uFEFF[{\"a\":1},{\"b\":[]}]".getBytes(UTF_8), places(""));
        // then
        assertThat(texts(page)).containsExactly("{\"a\":1}", "{\"b\":[]}");
    }

    @Test
    void records_of_any_content_come_back_as_they_were() throws Exception {
        // given
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            List<String> records = random.ints(random.nextInt(20), 0, 1000)
                    .mapToObj(seed -> record(new Random(seed), 3))
                    .toList();
            String body = "{\"next\":null,\"data\":{\"orders\":[" + String.join(", ", records) + "]}}";
            // when, then
            assertThat(texts(Page.read(body.getBytes(UTF_8), PLACES))).isEqualTo(records);
        }
    }

    @Test
    void the_next_page_stands_before_or_behind_the_records() throws Exception {
        // given
        Page.Places places = new Page.Places(
                JsonPointer.compile("/orders"), JsonPointer.compile("/page/next"), JsonPointer.compile("/page/more"));
        // when
        Page before = Page.read("{\"page\":{\"next\":\"t=1\",\"more\":true},\"orders\":[]}".getBytes(UTF_8), places);
        Page behind =
                Page.read("{\"orders\":[{\"next\":1}],\"page\":{\"more\":false,\"next\":17}}".getBytes(UTF_8), places);
        Page none = Page.read("{\"orders\":[],\"page\":{\"next\":null}}".getBytes(UTF_8), places);
        // then
        assertThat(before.next()).isEqualTo("t=1");
        assertThat(before.more()).isTrue();
        assertThat(behind.next()).isEqualTo("17");
        assertThat(behind.more()).isFalse();
        assertThat(none.next()).isEmpty();
        assertThat(none.more()).isFalse();
    }

    @Test
    void a_record_that_no_translation_could_read_does_not_stop_the_page() throws Exception {
        // given
        String deep = "[".repeat(5000) + "]".repeat(5000);
        String number = "9".repeat(100_000);
        String twice = "{\"a\":1,\"a\":2}";
        // when
        Page page = Page.read(
                ("{\"data\":{\"orders\":[" + deep + "," + number + "," + twice + "]}}").getBytes(UTF_8), PLACES);
        // then
        assertThat(texts(page)).containsExactly(deep, number, twice);
    }

    @Test
    void what_is_no_page_is_refused_and_nothing_of_it_shown() {
        refuses("{\"data\":{\"orders\":{}}}", "no array at '/data/orders'");
        refuses("{\"orders\":[]}", "no array at '/data/orders'");
        refuses("", "no array at '/data/orders'");
        refuses("<html>secret</html>", "the answer is not JSON");
        refuses("{\"data\":{\"orders\":[{\"id\":1}", "the answer is not JSON");
        refuses("{\"data\":{\"orders\":[{\"id\":1}]}} secret", "the answer is not JSON");
        refuses("[".repeat(100_000), "the answer is not JSON");
        assertThatThrownBy(() -> Page.read("{\"data\":{\"orders\":[{}]}}".getBytes(UTF_16), PLACES))
                .isInstanceOf(Page.UnreadableException.class);
    }

    private static void refuses(String body, String message) {
        assertThatThrownBy(() -> Page.read(body.getBytes(UTF_8), PLACES))
                .isInstanceOf(Page.UnreadableException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    private static Page.Places places(String items) {
        return new Page.Places(JsonPointer.compile(items), null, null);
    }

    private static List<String> texts(Page page) {
        return page.records().stream().map(record -> new String(record, UTF_8)).toList();
    }

    private static String record(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 -> "\"ü]},\\\"{[" + random.nextInt() + "\"";
            case 2 -> "false";
            case 3 -> "1.0E-5";
            case 4 -> "{ \"" + random.nextInt(5) + "\" : " + record(random, depth - 1) + "}";
            default -> "[" + record(random, depth - 1) + " ,\t" + record(random, depth - 1) + "]";
        };
    }
}
