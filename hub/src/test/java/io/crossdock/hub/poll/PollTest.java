package io.crossdock.hub.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.http.ApiSettings;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.http.HttpApi;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.spi.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cursor follows the journal and is never ahead of it, wherever a poll ends. */
@OnBackbone(Part.KAFKA)
class PollTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final FakeSystem system = new FakeSystem();
    private final CamelContext context = new DefaultCamelContext();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Topics topics =
            new Topics("poll-" + UUID.randomUUID().toString().substring(0, 8));
    private final List<String> journal = Collections.synchronizedList(new ArrayList<>());
    private final Paging paging = new Paging();
    private final KafkaClients clients;
    private final Producer<byte[], byte[]> producer;
    private final PolledRecords records = new PolledRecords();
    private Predicate<String> journalTakes = body -> true;
    private Predicate<String> refusedLate = body -> false;

    PollTest(Backbone backbone) {
        clients = TestClients.of(backbone);
        producer = clients.producer("polls");
    }

    @BeforeEach
    void aFeedOfThreePages() {
        try (Admin admin = clients.admin()) {
            new TopicSetup(topics, 1, 1, 1).ensure(admin, Set.of(), Set.of());
        }
        context.start();
        paging.setUrl(system.url("/orders"));
        paging.setSinceParameter("since");
        paging.setItemsPointer("/orders");
        paging.setPaging("token");
        paging.setPageParameter("page");
        paging.setNextPointer("/next");
        system.answers((exchange, asked) -> FakeSystem.answer(exchange, 200, page(asked.uri())));
    }

    private static String page(String uri) {
        if (uri.contains("page=2")) {
            return "{\"orders\":[{\"id\":3,\"at\":\"2026-01-31T10:00:00Z\"}],\"next\":\"3\"}";
        }
        return uri.contains("page=3")
                ? "{\"orders\":[{\"id\":4,\"at\":\"2026-01-31T09:00:00Z\"}]}"
                : "{\"orders\":[{\"id\":1,\"at\":\"2026-01-31T08:00:00Z\"},{\"id\":2}],\"next\":\"2\"}";
    }

    @AfterEach
    void everythingEnds() {
        producer.close();
        context.stop();
        system.close();
    }

    @Test
    void a_poll_that_ends_between_the_journal_and_its_cursor_reads_that_page_again() throws Exception {
        // given
        Producer<byte[], byte[]> dying = clients.producer("dying");
        Poll first = poll(new Cursors(clients, dying, topics));
        first.begin();
        assertThat(first.take(first.ask())).isFalse();
        Page second = first.ask();
        dying.close();
        // when
        assertThatThrownBy(() -> first.take(second)).isInstanceOf(RuntimeException.class);
        Poll next = poll(cursors());
        next.begin();
        // then
        assertThat(next.take(next.ask())).isFalse();
        assertThat(next.take(next.ask())).isTrue();
        assertThat(ids()).containsExactly("1", "2", "3", "3", "4");
        assertThat(cursors().read("acme-eu/1")).contains(Cursor.at(Instant.parse("2026-01-31T10:00:00Z")));
    }

    @Test
    void what_the_journal_refuses_keeps_the_cursor_and_only_that_comes_again() throws Exception {
        // given
        Poll poll = poll(cursors());
        poll.begin();
        Cursor before = cursors().read("acme-eu/1").orElseThrow();
        journalTakes = body -> !body.contains("\"id\":2");
        // when
        assertThatThrownBy(() -> poll.take(poll.ask())).isInstanceOf(NotJournaledException.class);
        // then
        assertThat(cursors().read("acme-eu/1")).contains(before);
        // when
        journalTakes = body -> true;
        poll.take(poll.ask());
        // then
        assertThat(ids()).containsExactly("1", "2");
        assertThat(cursors().read("acme-eu/1").orElseThrow().page()).isEqualTo("2");
    }

    @Test
    void a_thing_whose_older_state_was_refused_ends_in_the_journal_with_the_newest() throws Exception {
        // given
        paging.setCursor("none");
        paging.setPaging("none");
        Poll poll = poll(cursors());
        poll.begin();
        system.answers(200, "{\"orders\":[{\"id\":1,\"v\":1},{\"id\":1,\"v\":2},{\"id\":1,\"v\":3}]}");
        poll.take(poll.ask());
        journal.clear();
        // when
        system.answers(200, "{\"orders\":[{\"id\":1,\"v\":4},{\"id\":1,\"v\":5},{\"id\":1,\"v\":3}]}");
        refusedLate = body -> body.contains("\"v\":5");
        assertThatThrownBy(() -> poll.take(poll.ask())).isInstanceOf(NotJournaledException.class);
        refusedLate = body -> false;
        poll.take(poll.ask());
        // then
        assertThat(journal.get(journal.size() - 1)).isEqualTo("{\"id\":1,\"v\":3}");
        assertThat(journal.get(journal.size() - 2)).isEqualTo("{\"id\":1,\"v\":5}");
    }

    @Test
    void things_of_one_key_are_told_apart_by_their_delivery_id_whatever_their_version() throws Exception {
        // given
        paging.setCursor("none");
        paging.setPaging("none");
        records.setDeliveryIdPointer("/line");
        records.setVersionPointer("/v");
        Poll poll = poll(cursors());
        poll.begin();
        // when
        for (int version : new int[] {1, 1, 2, 1}) {
            system.answers(
                    200, "{\"orders\":[{\"id\":7,\"line\":1,\"v\":" + version + "},{\"id\":7,\"line\":2,\"v\":1}]}");
            poll.take(poll.ask());
        }
        // then
        assertThat(journal)
                .containsExactly(
                        "{\"id\":7,\"line\":1,\"v\":1}",
                        "{\"id\":7,\"line\":2,\"v\":1}",
                        "{\"id\":7,\"line\":1,\"v\":2}",
                        "{\"id\":7,\"line\":1,\"v\":1}");
    }

    @Test
    void a_long_list_is_journaled_once() throws Exception {
        // given
        paging.setCursor("none");
        paging.setPaging("none");
        Poll poll = poll(cursors());
        poll.begin();
        system.answers(
                200,
                IntStream.range(0, 10_001)
                        .mapToObj(id -> "{\"id\":" + id + "}")
                        .collect(Collectors.joining(",", "{\"orders\":[", "]}")));
        // when
        poll.take(poll.ask());
        poll.take(poll.ask());
        // then
        assertThat(journal).hasSize(10_001);
        assertThat(poll.doubt()).isEmpty();
    }

    @Test
    void an_answer_that_may_have_been_cut_is_told() throws Exception {
        // given
        paging.setPaging("none");
        Poll poll = poll(cursors());
        poll.begin();
        system.answers(200, sameTime(10));
        poll.take(poll.ask());
        assertThat(poll.doubt()).isEmpty();
        // when
        poll.take(poll.ask());
        // then
        assertThat(poll.doubt())
                .hasValueSatisfying(told -> assertThat(told).startsWith("all 10 records of the answer were known"));
        // when
        system.answers(200, sameTime(11));
        poll.take(poll.ask());
        system.answers(200, sameTime(10));
        poll.take(poll.ask());
        // then
        assertThat(poll.doubt()).isEmpty();
    }

    private static String sameTime(int records) {
        return IntStream.range(0, records)
                .mapToObj(id -> "{\"id\":" + id + ",\"at\":\"2026-01-31T10:00:00Z\"}")
                .collect(Collectors.joining(",", "{\"orders\":[", "]}"));
    }

    @Test
    void a_page_that_the_system_no_longer_knows_begins_the_sweep_again() throws Exception {
        // given
        Poll poll = poll(cursors());
        poll.begin();
        poll.take(poll.ask());
        system.answers(410, "{}");
        // when
        assertThatThrownBy(poll::ask).isInstanceOf(Failure.class).hasMessage("acme poll: status 410");
        system.answers((exchange, asked) -> FakeSystem.answer(exchange, 200, page(asked.uri())));
        while (!poll.take(poll.ask())) {
            // to the end
        }
        // then
        assertThat(ids()).containsExactly("1", "2", "3", "4");
    }

    @Test
    void a_new_poll_keeps_its_beginning_at_once() {
        // when
        poll(cursors()).begin();
        // then
        assertThat(cursors().read("acme-eu/1")).contains(Cursor.at(Instant.parse("2026-01-30T12:00:00Z")));
        assertThat(cursors().read("acme-eu/2")).isEmpty();
    }

    @Test
    void records_without_a_time_are_journaled_and_told() throws Exception {
        // given
        system.answers(200, "{\"orders\":[{\"id\":1},{\"id\":2,\"at\":\"soon\"}]}");
        Poll poll = poll(cursors());
        poll.begin();
        // when
        boolean ends = poll.take(poll.ask());
        // then
        assertThat(ends).isTrue();
        assertThat(ids()).containsExactly("1", "2");
        assertThat(poll.doubt()).contains("none of 2 records says when it was changed");
    }

    @Test
    void a_level_that_returns_to_what_it_was_is_news_and_one_that_stays_is_not() throws Exception {
        // given
        paging.setCursor("none");
        paging.setPaging("none");
        Poll poll = poll(cursors());
        poll.begin();
        // when
        for (int level : new int[] {5, 5, 4, 5, 5}) {
            system.answers(200, "{\"orders\":[{\"id\":\"A\",\"level\":" + level + "}]}");
            assertThat(poll.take(poll.ask())).isTrue();
        }
        // then
        assertThat(journal)
                .containsExactly(
                        "{\"id\":\"A\",\"level\":5}", "{\"id\":\"A\",\"level\":4}", "{\"id\":\"A\",\"level\":5}");
    }

    private Cursors cursors() {
        return new Cursors(clients, producer, topics);
    }

    private Poll poll(Cursors cursors) {
        ApiSettings settings = new ApiSettings();
        settings.setUrl(system.url("/orders"));
        HttpApi api = settings.api(context, FakeSystem.CHANNEL, CLOCK);
        records.setChannel("acme-eu");
        records.setKeyPointer("/id");
        records.setTimePointer("/at");
        return new Poll(
                FakeSystem.CHANNEL,
                "acme-eu/1",
                api,
                paging,
                records,
                new RouteSend(new Journal(), () -> new DefaultExchange(context), exchange -> {}),
                cursors,
                new OversizedRecords(producer, topics, meters, CLOCK, Sealing.NONE),
                new PollMeters(meters, topics, "acme-eu"),
                CLOCK);
    }

    private List<String> ids() {
        return journal.stream()
                .map(body -> body.replaceAll(".*\"id\":(\\d+).*", "$1"))
                .toList();
    }

    /** Where the route leads in these tests. */
    private final class Journal extends AsyncProcessorSupport {

        private Runnable late;

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            String body = new String(exchange.getMessage().getBody(byte[].class), UTF_8);
            if (late != null) {
                late.run();
                late = null;
            }
            if (refusedLate.test(body)) {
                late = () -> {
                    exchange.setException(new IllegalStateException("away"));
                    callback.done(false);
                };
                return false;
            }
            if (journalTakes.test(body)) {
                journal.add(body);
            } else {
                exchange.setException(new IllegalStateException("away"));
            }
            callback.done(true);
            return true;
        }
    }
}
