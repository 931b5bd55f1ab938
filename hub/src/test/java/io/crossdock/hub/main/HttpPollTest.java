package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.sandbox.partner.PartnerOrdersSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a partner's API shows ends in the journal, byte for byte, over pages, faults, restarts and takeovers. */
@OnBackbone(Part.KAFKA)
class HttpPollTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Backbone backbone;
    private final String prefix = "polls-" + UUID.randomUUID().toString().substring(0, 8);
    private final PolledPartner polled = new PolledPartner();
    private final PartnerOrdersSandbox partner = polled.api();
    private final List<TestHub> hubs = new ArrayList<>();

    HttpPollTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @AfterEach
    void everythingEnds() {
        hubs.forEach(TestHub::close);
        polled.close();
    }

    @Test
    void all_pages_are_journaled_byte_for_byte_and_equal_times_on_their_borders_hide_nothing() throws Exception {
        // given
        Instant together = Instant.now().minusSeconds(60);
        for (int i = 0; i < 40; i++) {
            partner.put("P-" + i, together.plusSeconds(i / 20));
        }
        List<String> ways = List.of("link", "page", "offset");
        for (String paging : ways) {
            Files.writeString(
                    folder.resolve(paging + ".channel.yaml"),
                    PolledPartner.FILE
                            .replace("channel: polled", "channel: by-" + paging)
                            .replace("paging: token", "paging: " + paging)
                            .replace(
                                    "pageParameter: after",
                                    paging.equals("page") ? "pageParameter: page" : "pageParameter: skip")
                            .replace("  nextPointer: /next\n", ""));
        }
        // when
        TestHub hub = start(UnaryOperator.identity());
        // then
        for (String channel : List.of("polled", "by-link", "by-page", "by-offset")) {
            awaitAll(hub, channel);
        }
        CloudEvent first = hub.awaitEvent(journal(hub, "polled"), "P-0");
        assertThat(first.getId()).isEqualTo("P-0@1");
        assertThat(first.getExtension("inboundkind")).isEqualTo("order");
        // when
        partner.put("P-3");
        partner.put("new");
        // then
        for (String channel : List.of("polled", "by-link", "by-page", "by-offset")) {
            awaitAll(hub, channel);
            assertThat(hub.events(journal(hub, channel))).hasSize(42);
        }
    }

    @Test
    void a_restart_goes_on_where_the_last_one_was_and_what_changed_meanwhile_is_read() throws Exception {
        // given
        partner.put("before", Instant.now().minus(Duration.ofDays(3)));
        partner.put("P-1", Instant.now().minus(Duration.ofHours(20)));
        TestHub hub = start(file -> file.replace("interval", "overlap: 1s\n  interval"));
        awaitStates(hub, Set.of("P-1@1"));
        awaitSweeps(2);
        hub.close();
        partner.put("P-1");
        partner.put("P-2", Instant.now().minus(Duration.ofHours(10)));
        partner.put("older", Instant.now().minus(Duration.ofHours(21)));
        // when
        TestHub next = start(file -> file.replace("interval", "overlap: 1s\n  interval"));
        // then
        awaitStates(next, Set.of("P-1@1", "P-1@2", "P-2@1"));
        awaitSweeps(2);
        assertThat(ids(journaled(next))).doesNotContain("before@1", "older@1");
    }

    @Test
    void a_change_that_shows_late_is_read_within_the_overlap_and_what_it_brings_again_is_not_journaled_again()
            throws Exception {
        // given
        partner.put("P-1");
        TestHub hub = start(UnaryOperator.identity());
        awaitStates(hub, Set.of("P-1@1"));
        awaitSweeps(2);
        // when
        partner.put("late", Instant.now().minusSeconds(200));
        // then
        awaitStates(hub, Set.of("P-1@1", "late@1"));
        awaitSweeps(3);
        assertThat(journaled(hub)).hasSize(2);
    }

    @Test
    void while_the_journal_is_away_the_cursor_stays_and_all_is_journaled_afterwards() throws Exception {
        // given
        partner.put("P-1");
        TestHub hub = start(UnaryOperator.identity());
        awaitStates(hub, Set.of("P-1@1"));
        // when
        backbone.kafka().pause();
        try {
            for (int i = 2; i < 30; i++) {
                partner.put("P-" + i);
            }
            await().atMost(PATIENCE)
                    .until(() -> trouble(hub).startsWith("poll: the journal does not take records; next trial at"));
        } finally {
            backbone.kafka().resume();
        }
        // then
        awaitAll(hub);
        await().atMost(PATIENCE).until(() -> trouble(hub).isEmpty());
    }

    @Test
    void one_of_two_hubs_polls_and_the_other_goes_on_when_it_stops() throws Exception {
        // given
        TestHub first = start(UnaryOperator.identity());
        partner.put("P-1");
        awaitStates(first, Set.of("P-1@1"));
        TestHub second = start(UnaryOperator.identity());
        partner.put("P-2");
        awaitStates(first, Set.of("P-1@1", "P-2@1"));
        assertThat(second.metrics()).doesNotContain("poll_requests_total");
        // when
        first.close();
        partner.put("P-3");
        // then
        awaitStates(second, Set.of("P-1@1", "P-2@1", "P-3@1"));
        assertThat(second.metrics()).contains("poll_requests_total");
    }

    @Test
    void a_partner_that_wants_fewer_requests_or_does_not_know_us_is_told_in_the_health_and_waited_for()
            throws Exception {
        // given
        TestHub hub = start(UnaryOperator.identity());
        partner.put("P-1");
        awaitStates(hub, Set.of("P-1@1"));
        // when
        partner.revokeTokens();
        partner.put("P-2");
        // then
        awaitStates(hub, Set.of("P-1@1", "P-2@1"));
        assertThat(partner.tokensGiven()).isEqualTo(2);
        // when
        partner.faults().throttle(PartnerOrdersSandbox.LIST, 1, Duration.ofSeconds(3));
        await().atMost(PATIENCE).until(() -> trouble(hub).startsWith("poll throttled until"));
        int asked = partner.listsGiven();
        partner.put("P-3");
        // then
        awaitStates(hub, Set.of("P-1@1", "P-2@1", "P-3@1"));
        assertThat(asked).isLessThan(partner.listsGiven());
        // when
        partner.faults().fail(PartnerOrdersSandbox.TOKEN, 1, 500);
        partner.revokeTokens();
        // then
        await().atMost(PATIENCE).until(() -> trouble(hub).startsWith("acme token: status 500; next trial at"));
        await().atMost(PATIENCE).until(() -> trouble(hub).isEmpty());
        assertThat(hub.metrics())
                .contains("_poll_failed_total{channel=\"polled\",reason=\"throttled\"}")
                .contains("_poll_failed_total{channel=\"polled\",reason=\"unavailable\"}");
    }

    @Test
    void an_answer_that_is_no_page_moves_nothing_and_is_told() throws Exception {
        // given
        TestHub hub = start(UnaryOperator.identity());
        partner.put("P-1");
        awaitStates(hub, Set.of("P-1@1"));
        for (String odd : List.of("<html>", "{\"orders\": {}}", "{\"orders\": [{\"ref\": 1}", "")) {
            // when
            partner.answers(odd);
            partner.put("after " + odd.length());
            // then
            await().atMost(PATIENCE).until(() -> trouble(hub).startsWith("acme poll: the answer "));
            partner.answers(null);
            awaitAll(hub);
            await().atMost(PATIENCE).until(() -> trouble(hub).isEmpty());
        }
    }

    @Test
    void a_record_that_is_too_large_goes_to_the_dead_letters_and_holds_up_nothing() throws Exception {
        // given
        String large = "x".repeat(1024 * 1024);
        PartnerOrdersSandbox.State state = partner.put("large", Instant.now().minusSeconds(5), large);
        partner.put("P-2");
        // when
        TestHub hub = start(UnaryOperator.identity());
        // then
        awaitStates(hub, Set.of("P-2@1"));
        CloudEvent letter = hub.awaitEvent(hub.topics().deadLetters(), "large");
        assertThat(letter.getData().toBytes()).isEqualTo(state.json().getBytes(UTF_8));
        assertThat(letter.getExtension("failurekind")).isEqualTo("REJECTED");
        assertThat(letter.getExtension("failuremessage").toString()).endsWith("is larger than 1048576");
        awaitSweeps(2);
        assertThat(hub.events(hub.topics().deadLetters()).stream().filter(each -> "large".equals(each.getSubject())))
                .hasSize(1);
    }

    private TestHub start(UnaryOperator<String> change) throws Exception {
        Files.writeString(folder.resolve("polled.channel.yaml"), change.apply(PolledPartner.FILE));
        TestHub hub =
                TestHub.start(backbone.kafka().bootstrapServers(), folder, polled.environment(prefix), Role.INGEST);
        hubs.add(hub);
        return hub;
    }

    private static String journal(TestHub hub, String channel) {
        return hub.topics().journal(hub.channel(channel));
    }

    private static List<CloudEvent> journaled(TestHub hub) {
        return hub.events(journal(hub, "polled"));
    }

    private static Set<String> ids(List<CloudEvent> events) {
        return events.stream().map(CloudEvent::getId).collect(Collectors.toSet());
    }

    private static void awaitStates(TestHub hub, Set<String> ids) {
        await().atMost(PATIENCE).until(() -> ids(journaled(hub)).equals(ids));
    }

    /** Every order as the partner shows it now. */
    private void awaitAll(TestHub hub) {
        awaitAll(hub, "polled");
    }

    private void awaitAll(TestHub hub, String channel) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Set<String> bodies = new HashSet<>();
            hub.events(journal(hub, channel))
                    .forEach(event -> bodies.add(new String(event.getData().toBytes(), UTF_8)));
            assertThat(partner.shown())
                    .extracting(PartnerOrdersSandbox.State::json)
                    .allMatch(bodies::contains);
        });
    }

    /** So many more requests as make sure of that many sweeps of one page. */
    private void awaitSweeps(int sweeps) {
        int from = partner.listsGiven();
        await().atMost(PATIENCE).until(() -> partner.listsGiven() >= from + sweeps);
    }

    private static String trouble(TestHub hub) throws Exception {
        return hub.health().trouble("channel-polled");
    }
}
