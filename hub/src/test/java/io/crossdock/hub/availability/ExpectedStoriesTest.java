package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.NOON;
import static io.crossdock.hub.availability.Events.arrival;
import static io.crossdock.hub.availability.Events.expected;
import static io.crossdock.hub.availability.Events.kit;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.locations;
import static io.crossdock.hub.availability.Events.notice;
import static io.crossdock.hub.availability.Events.placed;
import static io.crossdock.hub.availability.Events.revised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ExpectedLine;
import io.crossdock.canonical.ExpectedStock;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockExpected;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is to arrive: told beside what is there, and never as a part of it. */
class ExpectedStoriesTest extends TopologyStories {

    private static final String STOCK = TopologyUnderTest.TOPICS.stock();

    @TempDir
    private Path other;

    private List<String> told() {
        return told(hub.availability("A"));
    }

    private static List<String> told(AvailabilityChanged availability) {
        List<String> told = new ArrayList<>();
        told.add(availability.available(locations("hamburg", "lyon")).toPlainString());
        availability.expected().forEach(coming -> told.add(text(coming)));
        return told;
    }

    private static String text(ExpectedStock coming) {
        return coming.quantity().toPlainString() + " at " + coming.location() + " on day "
                + Duration.between(NOON, coming.expectedBy()).toDays();
    }

    @Test
    void a_purchase_order_arrives_in_two_parts_and_no_piece_is_counted_twice() {
        // given
        hub.give(level("A", "hamburg", "3", 1), expected("A", 2, arrival("hamburg", 10, 5)));
        assertThat(told()).containsExactly("3", "10 at hamburg on day 5");
        // when four of ten are booked in, by one commit
        hub.give(expected("A", 3, arrival("hamburg", 6, 5)), level("A", "hamburg", "7", 3));
        // then
        assertThat(told()).containsExactly("7", "6 at hamburg on day 5");
        // when the rest is
        hub.give(expected("A", 4), level("A", "hamburg", "13", 4));
        // then
        assertThat(told()).containsExactly("13");
        assertThat(hub.out().stream().map(event -> most((AvailabilityChanged) event.data())))
                .allMatch(pieces -> pieces.compareTo(BigDecimal.valueOf(13)) <= 0);
    }

    private static BigDecimal most(AvailabilityChanged told) {
        return told.expected().stream()
                .map(ExpectedStock::quantity)
                .reduce(told.available(locations("hamburg")), BigDecimal::add);
    }

    @Test
    void the_date_moves_and_then_the_order_is_cancelled() {
        // given
        hub.give(level("A", "hamburg", "3", 1), expected("A", 2, arrival("hamburg", 10, 5)));
        // when
        hub.give(expected("A", 3, arrival("hamburg", 10, 12)));
        // then
        assertThat(told()).containsExactly("3", "10 at hamburg on day 12");
        // when the ERP tells the line with no pieces rather than no line
        hub.give(expected("A", 4, arrival("hamburg", 0, 12)));
        // then
        assertThat(told()).containsExactly("3");
    }

    @Test
    void arrivals_of_one_place_and_time_are_one_and_the_soonest_is_first() {
        // when
        hub.give(
                level("A", "hamburg", "0", 1),
                expected(
                        "A",
                        2,
                        arrival("lyon", 1, 9),
                        arrival("hamburg", 2, 9),
                        arrival("hamburg", 4, 3),
                        arrival("hamburg", 8, 9)));
        // then
        assertThat(told())
                .containsExactly("0", "4 at hamburg on day 3", "10 at hamburg on day 9", "1 at lyon on day 9");
    }

    @Test
    void only_so_many_arrivals_are_told_as_can_be_read_and_the_soonest_are() {
        // given
        var lines = new ExpectedLine[150];
        for (int day = 0; day < lines.length; day++) {
            lines[day] = arrival("hamburg", 1, lines.length - day);
        }
        // when
        hub.give(level("A", "hamburg", "0", 1), expected("A", 2, lines));
        // then
        assertThat(hub.availability("A").expected()).hasSize(AvailabilityChanged.MOST_EXPECTED);
        assertThat(told()).element(1).isEqualTo("1 at hamburg on day 1");
    }

    @Test
    void what_does_not_come_is_overdue_a_day_later_and_what_nobody_knows_a_date_of_is_not_told() {
        // given
        hub.give(
                level("A", "hamburg", "3", 1),
                expected("A", 2, arrival("hamburg", 10, 1), arrival("hamburg", 20, 8), arrival("hamburg", 40, null)));
        assertThat(told()).containsExactly("3", "10 at hamburg on day 1", "20 at hamburg on day 8");
        // when
        hub.advance(Duration.ofHours(47));
        hub.give(level("A", "hamburg", "4", 3));
        // then
        assertThat(told()).containsExactly("4", "10 at hamburg on day 1", "20 at hamburg on day 8");
        // when
        hub.advance(Duration.ofHours(1));
        hub.give(level("A", "hamburg", "5", 4));
        // then
        assertThat(told()).containsExactly("5", "20 at hamburg on day 8");
    }

    @Test
    void dates_at_both_ends_of_time_are_dates_as_others() {
        // given
        ExpectedLine never = new ExpectedLine(new LocationId("hamburg"), BigDecimal.ONE, Instant.MAX, null);
        ExpectedLine always = new ExpectedLine(new LocationId("hamburg"), BigDecimal.TEN, Instant.MIN, null);
        // when
        hub.give(level("A", "hamburg", "3", 1), expected("A", 2, never, always));
        // then
        assertThat(hub.availability("A").expected())
                .containsExactly(new ExpectedStock(new LocationId("hamburg"), BigDecimal.ONE, Instant.MAX));
    }

    @Test
    void an_item_that_nobody_has_counted_is_told_to_nobody_whatever_is_to_arrive() {
        // when
        hub.give(expected("A", 2, arrival("hamburg", 10, 5)));
        // then
        assertThat(hub.out()).isEmpty();
        // when
        hub.give(level("A", "hamburg", "0", 3));
        // then
        assertThat(told()).containsExactly("0", "10 at hamburg on day 5");
    }

    @Test
    void an_older_telling_has_no_effect_whenever_it_comes_and_a_repeated_one_is_not_told_again() {
        // given
        CanonicalEvent first = expected("A", 2, arrival("hamburg", 10, 5));
        CanonicalEvent second = expected("A", 3, arrival("hamburg", 6, 5));
        hub.give(level("A", "hamburg", "3", 1), first, second);
        int before = hub.out().size();
        // when
        hub.give(second, first, second);
        // then
        assertThat(told()).containsExactly("3", "6 at hamburg on day 5");
        assertThat(hub.out()).hasSize(before);
        // when all of it came, and the past is told once more
        hub.give(expected("A", 4), first, second);
        // then
        assertThat(told()).containsExactly("3");
    }

    @Test
    void a_mended_translation_replaces_what_the_former_one_made_of_the_same_fact() {
        // given
        CanonicalEvent wrong = notice("ASN-1", "A", 2, arrival("hamburg", 100, 5));
        CanonicalEvent right =
                revised(wrong, 2, new StockExpected(new Sku("A"), "ASN-1", List.of(arrival("hamburg", 10, 5))));
        // when
        hub.give(level("A", "hamburg", "0", 1), right, wrong);
        // then
        assertThat(told()).containsExactly("0", "10 at hamburg on day 5");
    }

    @Test
    void shipping_notices_stand_beside_each_other_and_each_ends_by_itself() {
        // given
        hub.give(
                level("A", "hamburg", "0", 1),
                notice("ASN-1", "A", 2, arrival("hamburg", 10, 5)),
                notice("ASN-2", "A", 3, arrival("hamburg", 5, 5)));
        assertThat(told()).containsExactly("0", "15 at hamburg on day 5");
        // when
        hub.give(notice("ASN-1", "A", 4));
        // then
        assertThat(told()).containsExactly("0", "5 at hamburg on day 5");
        // when the first is told again two weeks later
        hub.advance(Duration.ofDays(14));
        hub.give(notice("ASN-1", "A", 2, arrival("hamburg", 10, 30)), level("A", "hamburg", "15", 6));
        // then
        assertThat(told()).containsExactly("15");
    }

    @Test
    void notices_that_ended_are_forgotten_so_that_an_items_state_does_not_grow() {
        // given
        hub.give(level("A", "hamburg", "0", 1));
        for (int n = 0; n < 20; n++) {
            hub.give(notice("ASN-" + n, "A", 2, arrival("hamburg", 1, 5)), notice("ASN-" + n, "A", 3));
        }
        assertThat(known()).hasSize(20);
        // when
        hub.advance(Duration.ofDays(300));
        hub.give(notice("ASN-20", "A", 4, arrival("hamburg", 1, 500)));
        // then
        assertThat(known()).containsExactly("/channels/wms ASN-20");
    }

    @Test
    void notices_of_which_all_is_long_overdue_are_forgotten_as_well() {
        // given
        hub.give(level("A", "hamburg", "0", 1));
        hub.give(notice("LATE", "A", 2, arrival("hamburg", 1, 5), arrival("lyon", 1, 6)));
        hub.give(notice("UNDATED", "A", 2, arrival("hamburg", 1, 5), arrival("lyon", 1, null)));
        // when
        hub.advance(Duration.ofDays(300));
        hub.give(notice("NEW", "A", 4, arrival("hamburg", 1, 500)));
        // then
        assertThat(known()).containsExactly("/channels/wms NEW", "/channels/wms UNDATED");
    }

    @Test
    void so_many_notices_of_one_item_are_remembered_and_the_rest_is_skipped_until_one_of_them_ends() {
        // given
        hub.give(level("A", "hamburg", "0", 1));
        // when
        for (int n = 0; n < 300; n++) {
            hub.give(notice("ASN-" + n, "A", 2, arrival("hamburg", 1, n % 2 == 0 ? null : 5)));
        }
        // then
        assertThat(known()).hasSize(Expectations.MOST_DOCUMENTS);
        assertThat(hub.skipped.counts()).containsExactly(entry(STOCK, 300L - Expectations.MOST_DOCUMENTS));
        assertThat(told()).containsExactly("0", Expectations.MOST_DOCUMENTS / 2 + " at hamburg on day 5");
        // when
        hub.give(notice("ASN-1", "A", 3), notice("NEW", "A", 3, arrival("hamburg", 7, 6)));
        // then
        assertThat(told())
                .containsExactly(
                        "0", Expectations.MOST_DOCUMENTS / 2 - 1 + " at hamburg on day 5", "7 at hamburg on day 6");
        assertThat(known()).hasSize(Expectations.MOST_DOCUMENTS).contains("/channels/wms NEW");
    }

    @Test
    void of_notices_that_ended_those_are_forgotten_first_that_ended_longest_ago() {
        // given
        hub.give(level("A", "hamburg", "0", 1), notice("LIVE", "A", 2, arrival("hamburg", 1, 50)));
        // when
        for (int n = 0; n < 300; n++) {
            hub.give(notice("ASN-" + n, "A", 2));
            hub.advance(Duration.ofSeconds(1));
        }
        // then
        assertThat(known())
                .hasSize(Expectations.MOST_DOCUMENTS)
                .contains("/channels/wms LIVE", "/channels/wms ASN-299")
                .doesNotContain("/channels/wms ASN-0");
        assertThat(hub.skipped.counts()).isEmpty();
    }

    @Test
    void a_notice_that_grows_beyond_what_an_item_remembers_counts_no_more_and_others_do() {
        // given
        hub.give(level("A", "hamburg", "0", 1), expected("A", 2, lines(600)));
        hub.give(notice("ASN-1", "A", 2, arrival("lyon", 7, 5)));
        // when
        hub.give(notice("ASN-1", "A", 3, lines(600)), notice("ASN-2", "A", 3, lines(600)));
        // then
        assertThat(told()).containsExactly("0", "600 at hamburg on day 5");
        assertThat(hub.skipped.counts()).containsExactly(entry(STOCK, 2L));
        // when
        hub.give(notice("ASN-1", "A", 4, arrival("lyon", 8, 5)));
        // then
        assertThat(told()).containsExactly("0", "600 at hamburg on day 5", "8 at lyon on day 5");
    }

    private static ExpectedLine[] lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(line -> arrival("hamburg", 1, 5))
                .toArray(ExpectedLine[]::new);
    }

    private Iterable<String> known() {
        ItemStock item = (ItemStock)
                hub.driver.getKeyValueStore(AvailabilityProcessor.ITEMS).get("A");
        return item.expected().bySource().keySet();
    }

    @Test
    void a_channel_that_tells_of_arrivals_has_not_changed_what_it_shows() {
        // given
        hub.give(level("A", "hamburg", "3", 1));
        // when
        hub.give(notice("ASN-1", "A", 2, arrival("hamburg", 10, 5)));
        // then
        assertThat(told()).containsExactly("3", "10 at hamburg on day 5");
        assertThat(hub.availability("A").touchedBy(new ChannelId("wms"))).isZero();
    }

    @Test
    void an_order_reserves_what_is_there_and_says_nothing_about_what_arrives() {
        // given
        hub.give(level("A", "hamburg", "3", 1), expected("A", 2, arrival("hamburg", 10, 5)));
        // when
        hub.give(placed("1", 1, List.of(), line("1", "A", 5, "hamburg")));
        // then
        assertThat(told()).containsExactly("-2", "10 at hamburg on day 5");
    }

    @Test
    void kits_are_made_of_what_is_there_and_are_not_told_anew() {
        // given
        hub.give(level("A", "hamburg", "3", 1), kit("SET", 1, "A", 1));
        AvailabilityChanged before = hub.availability("SET");
        // when
        hub.give(expected("A", 2, arrival("hamburg", 10, 5)), notice("ASN-1", "A", 2, arrival("hamburg", 10, 5)));
        // then
        assertThat(hub.availability("SET")).isEqualTo(before);
        assertThat(told()).containsExactly("3", "20 at hamburg on day 5");
        // when
        hub.give(expected("A", 3), level("A", "hamburg", "13", 3));
        // then
        assertThat(hub.availability("SET").available(locations("hamburg"))).isEqualByComparingTo("13");
        assertThat(hub.availability("SET").expected()).isEmpty();
    }

    @Test
    void without_a_place_in_its_sources_order_it_is_skipped_and_counted() {
        // given
        CanonicalEvent event = expected("A", 2, arrival("hamburg", 10, 5));
        CanonicalEvent unplaced = new CanonicalEvent(
                event.id(), event.source(), event.time(), null, event.committedAt(), null, 1, event.data());
        // when
        hub.give(level("A", "hamburg", "3", 1), unplaced);
        // then
        assertThat(told()).containsExactly("3");
        assertThat(hub.skipped.counts()).containsExactly(entry("crossdock.stock", 1L));
    }

    @Test
    void any_order_any_repetition_and_a_restart_come_to_the_same() {
        for (int seed = 0; seed < 20; seed++) {
            // given
            Random random = new Random(seed);
            List<CanonicalEvent> events = new ArrayList<>();
            for (int commit = 1; commit <= 8; commit++) {
                events.add(level("A", "hamburg", "" + commit, commit));
                events.add(expected("A", commit, arrival("hamburg", 10 + commit, 5), arrival("lyon", commit, 6)));
                events.add(notice("ASN-" + commit % 3, "A", commit, arrival("lyon", commit, 7)));
            }
            List<CanonicalEvent> delivered = new ArrayList<>(events);
            delivered.addAll(events.subList(5, 15));
            Collections.shuffle(delivered, random);
            int half = delivered.size() / 2;
            try (var before = new TopologyUnderTest(other.resolve("before" + seed));
                    var after = new TopologyUnderTest(other.resolve("after" + seed))) {
                // when
                before.give(delivered.subList(0, half).toArray(new CanonicalEvent[0]));
                after.restoreFrom(before);
                after.give(delivered.subList(half, delivered.size()).toArray(new CanonicalEvent[0]));
                after.give(level("A", "hamburg", "9", 9));
                // then commit 8, and of the notices those of commits 6, 7 and 8
                assertThat(told(after.availability("A")))
                        .as("seed %s", seed)
                        .containsExactly("9", "18 at hamburg on day 5", "8 at lyon on day 6", "21 at lyon on day 7");
            }
        }
    }
}
