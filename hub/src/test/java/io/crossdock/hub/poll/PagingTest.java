package io.crossdock.hub.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.spi.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Optional<Instant> NO_TIME = Optional.empty();

    private final Paging paging = new Paging();

    @BeforeEach
    void byTime() {
        paging.setUrl("https://api.acme.example/orders");
        paging.setQuery("status=any&limit=5");
        paging.setSinceParameter("updated_since");
        paging.setPageParameter("page");
    }

    @ParameterizedTest
    @CsvSource({
        "iso,2026-01-30T11:55:00Z",
        "epoch-seconds,1769774100",
        "epoch-millis,1769774100000",
    })
    void a_new_channel_asks_for_the_last_day_and_the_overlap(String format, String since) {
        // given
        paging.setTimeFormat(format);
        // when
        Map<String, String> query = paging.query(paging.first(NOW));
        // then
        assertThat(query)
                .containsEntry("status", "any")
                .containsEntry("limit", "5")
                .containsEntry("updated_since", since)
                .hasSize(3);
    }

    @Test
    void a_new_channel_may_begin_at_a_moment() {
        paging.setSince("2025-12-01T00:00:00Z");
        assertThat(paging.first(NOW).since()).isEqualTo("2025-12-01T00:00:00Z");
    }

    @Test
    void the_time_moves_when_the_last_page_is_kept_and_not_before() throws Exception {
        // given
        paging.setPaging("token");
        Cursor first = paging.first(NOW);
        // when
        Paging.Step middle = paging.after(first, page(5, "t-2"), Optional.of(NOW.minusSeconds(10)), NOW);
        Paging.Step end = paging.after(middle.cursor(), page(2, ""), Optional.of(NOW.minusSeconds(60)), NOW);
        // then
        assertThat(middle.ends()).isFalse();
        assertThat(middle.cursor().since()).isEqualTo(first.since());
        assertThat(paging.query(middle.cursor())).containsEntry("page", "t-2").containsKey("updated_since");
        assertThat(end).isEqualTo(new Paging.Step(Cursor.at(NOW.minusSeconds(10)), true));
    }

    @Test
    void the_time_never_moves_back_nor_into_the_future_nor_by_itself() throws Exception {
        // given
        Cursor first = paging.first(NOW);
        // when, then
        assertThat(after(first, Optional.of(NOW.plusSeconds(999))).since()).isEqualTo(NOW);
        assertThat(after(first, Optional.of(Instant.EPOCH)).since()).isEqualTo(first.since());
        assertThat(after(first, NO_TIME)).isEqualTo(first);
    }

    /** Of the pages that were read first, nobody would see it otherwise once the sweep takes longer than the overlap. */
    @Test
    void what_changes_while_a_sweep_goes_on_is_asked_for_by_the_next_however_long_it_takes() throws Exception {
        // given
        paging.setPaging("token");
        Instant end = NOW.plusSeconds(3600);
        // when, with another owner in between
        Cursor middle = paging.after(paging.first(NOW), page(5, "t-2"), Optional.of(NOW.minusSeconds(10)), NOW)
                .cursor();
        Paging.Step last = paging.after(Cursor.read(middle.write()), page(2, ""), Optional.of(end), end);
        // then
        assertThat(last).isEqualTo(new Paging.Step(Cursor.at(NOW), true));
    }

    private Cursor after(Cursor cursor, Optional<Instant> newest) throws Exception {
        return paging.after(cursor, page(1, ""), newest, NOW).cursor();
    }

    @Test
    void a_feed_goes_on_from_the_last_answer_and_waits_where_there_is_no_next() throws Exception {
        // given
        paging.setCursor("token");
        paging.setPaging("token");
        paging.setStart("origin");
        Cursor first = paging.first(NOW);
        // when
        Paging.Step more = paging.after(first, page(5, "t-2"), NO_TIME, NOW);
        Paging.Step empty = paging.after(more.cursor(), page(0, "t-3"), NO_TIME, NOW);
        Paging.Step none = paging.after(empty.cursor(), page(1, ""), NO_TIME, NOW);
        // then
        assertThat(paging.query(first)).containsEntry("page", "origin").doesNotContainKey("updated_since");
        assertThat(more).isEqualTo(new Paging.Step(Cursor.feed("t-2"), false));
        assertThat(empty).isEqualTo(new Paging.Step(Cursor.feed("t-3"), true));
        assertThat(none).isEqualTo(new Paging.Step(Cursor.feed("t-3"), true));
    }

    @Test
    void a_page_that_names_itself_as_the_next_is_refused() {
        paging.setPaging("token");
        Cursor at = paging.first(NOW).onPage("t-2", null);
        assertThatThrownBy(() -> paging.after(at, page(1, "t-2"), NO_TIME, NOW))
                .hasMessage("its next page is the page itself");
    }

    @Test
    void of_a_link_only_the_query_is_followed() throws Exception {
        // given
        paging.setPaging("link");
        // when
        Page page = paging.page(answer("[]", "<https://api.acme.example/orders?p=2&x=%20>; rel=\"next\""));
        Paging.Step step = paging.after(paging.first(NOW), page, NO_TIME, NOW);
        // then
        assertThat(paging.query(step.cursor())).isEqualTo(Map.of("p", "2", "x", " "));
        assertThat(paging.page(answer("[]", null)).more()).isFalse();
        assertThatThrownBy(() -> paging.page(answer("[]", "<https://evil.example/orders?p=2>; rel=\"next\"")))
                .hasMessage("its next page lies outside the channel's address");
        // when
        paging.setItemsPointer("/items");
        paging.setNextPointer("/next");
        // then
        assertThat(paging.page(answer("{\"items\":[],\"next\":\"/orders?p=3\"}", null))
                        .next())
                .isEqualTo("p=3");
        assertThatThrownBy(() -> paging.page(answer("{\"items\":[],\"next\":\"http://127.0.0.1/orders?p=3\"}", null)))
                .hasMessageContaining("outside");
    }

    @Test
    void an_answer_without_content_is_an_empty_page() throws Exception {
        assertThat(paging.page(new Answer(204, null, new byte[0])).records()).isEmpty();
    }

    /** While the pages are read, records leave their places and pull others over the border. */
    @ParameterizedTest
    @ValueSource(strings = {"page", "offset"})
    void no_record_hides_from_numbered_pages_though_others_leave_while_they_are_read(String by) throws Exception {
        paging.setPaging(by);
        for (int seed = 0; seed < 500; seed++) {
            // given
            Random random = new Random(seed);
            List<Integer> list = new ArrayList<>();
            for (int i = 0; i < random.nextInt(40); i++) {
                list.add(i);
            }
            Set<Integer> seen = new HashSet<>();
            Set<Integer> changed = new HashSet<>();
            Cursor cursor = paging.first(NOW);
            int requests = 0;
            boolean ends = false;
            // when
            while (!ends) {
                int place = Integer.parseInt(paging.query(cursor).get("page"));
                int skip = by.equals("page") ? (place - 1) * 5 : place;
                List<Integer> rest = list.subList(Math.min(skip, list.size()), list.size());
                List<Integer> shown = List.copyOf(rest.subList(0, Math.min(5, rest.size())));
                seen.addAll(shown);
                Paging.Step step = paging.after(cursor, page(shown), NO_TIME, NOW);
                cursor = step.cursor();
                ends = step.ends();
                if (!list.isEmpty() && random.nextInt(3) == 0) {
                    Integer left = list.remove(random.nextInt(list.size()));
                    if (random.nextBoolean()) {
                        list.add(left);
                        changed.add(left);
                    }
                }
                assertThat(++requests).isLessThan(60);
            }
            // then: what changed meanwhile is the next sweep's, by its time
            list.removeAll(changed);
            assertThat(seen).as("seed %d", seed).containsAll(list);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "offset"})
    void a_system_that_shows_its_last_page_for_every_number_behind_it_is_read_to_its_end(String by) throws Exception {
        // given
        paging.setPaging(by);
        List<Integer> list = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        Set<Integer> seen = new HashSet<>();
        Cursor cursor = paging.first(NOW);
        int requests = 0;
        boolean ends = false;
        // when
        while (!ends) {
            int place = Integer.parseInt(paging.query(cursor).get("page"));
            int skip = Math.min(by.equals("page") ? (place - 1) * 5 : place, 10);
            List<Integer> shown = list.subList(skip, Math.min(skip + 5, list.size()));
            seen.addAll(shown);
            Paging.Step step = paging.after(Cursor.read(cursor.write()), page(shown), NO_TIME, NOW);
            cursor = step.cursor();
            ends = step.ends();
            assertThat(++requests).isLessThan(20);
        }
        // then
        assertThat(seen).containsAll(list);
        assertThat(cursor).isEqualTo(paging.first(NOW));
    }

    @Test
    void numbered_pages_are_read_once_where_the_first_says_that_there_is_no_other() throws Exception {
        // given
        paging.setPaging("page");
        Cursor first = paging.first(NOW);
        // when
        Paging.Step told = paging.after(first, new Page(page(5, "").records(), "", false), Optional.of(NOW), NOW);
        Paging.Step second = paging.after(first, page(5, ""), Optional.of(NOW), NOW);
        Paging.Step back = paging.after(second.cursor(), page(0, ""), NO_TIME, NOW);
        Paging.Step end = paging.after(back.cursor(), page(5, ""), NO_TIME, NOW);
        // then
        assertThat(told).isEqualTo(new Paging.Step(Cursor.at(NOW), true));
        assertThat(paging.query(second.cursor())).containsEntry("page", "2");
        assertThat(paging.mayBeBehindTheLast(second.cursor())).isTrue();
        assertThat(paging.mayBeBehindTheLast(first)).isFalse();
        assertThat(paging.query(back.cursor())).containsEntry("page", "1");
        assertThat(end).isEqualTo(told);
    }

    @Test
    void every_cursor_survives_being_written() throws Exception {
        for (Cursor cursor : List.of(
                Cursor.at(null),
                Cursor.at(NOW),
                Cursor.feed("a \"token\""),
                new Cursor(NOW, NOW.plusNanos(1), NOW, "p=2", 7, 5, true, "0a", true))) {
            assertThat(Cursor.read(cursor.write())).isEqualTo(cursor);
        }
        assertThat(new String(Cursor.at(NOW).write(), StandardCharsets.UTF_8))
                .isEqualTo("{\"since\":\"2026-01-31T12:00:00Z\"}");
        assertThatThrownBy(() -> Cursor.read(new byte[] {1})).hasMessage("the stored cursor cannot be read");
    }

    @Test
    void what_does_not_fit_together_is_told_before_anything_runs() {
        assertThat(new Paging().mistakes(Map.of())).containsOnlyKeys("sinceParameter", "timePointer");
        assertThat(new Paging().mistakes(Map.of("cursor", "token")))
                .containsEntry("paging", "is neither token nor link, by one of which cursor 'token' goes on");
        assertThat(new Paging().mistakes(Map.of("cursor", "none", "paging", "token")))
                .containsOnlyKeys("pageParameter", "nextPointer");
        assertThat(new Paging()
                        .mistakes(Map.of(
                                "cursor", "none", "itemsPointer", "orders", "overlap", "soon", "since", "yesterday")))
                .containsOnlyKeys("itemsPointer", "overlap", "since");
        assertThat(new Paging().mistakes(Map.of("cursor", "none", "url", "https://a.example/orders?x=1")))
                .containsOnlyKeys("url");
        assertThat(new PollPace().mistakes(Map.of("interval", "0s", "requests", "many")))
                .containsOnlyKeys("interval", "requests");
        assertThat(new PolledRecords().mistakes(Map.of("keyPointer", "id"))).containsOnlyKeys("keyPointer");
    }

    private static Answer answer(String body, String link) {
        return new Answer(200, "application/json", body.getBytes(StandardCharsets.UTF_8), link);
    }

    private static Page page(List<Integer> records) {
        return new Page(
                records.stream()
                        .map(record -> record.toString().getBytes(StandardCharsets.UTF_8))
                        .toList(),
                "",
                true);
    }

    private static Page page(int records, String next) {
        List<byte[]> elements = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            elements.add(new byte[] {'1'});
        }
        return new Page(elements, next, true);
    }
}
