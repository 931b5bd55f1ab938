package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.NOON;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that only rise, whatever becomes of the state. */
class VersionStoriesTest {

    private static final ChannelId SHOP = new ChannelId("shopify-us");

    @TempDir
    private Path state;

    @Test
    void versions_rise_while_the_clock_stands_still_or_is_set_back() {
        // given
        try (var hub = new TopologyUnderTest(state.resolve("ahead"), NOON.plusSeconds(3600));
                var back = new TopologyUnderTest(state.resolve("back"), NOON)) {
            hub.give(history());
            // when the state is kept, and the next process has a clock that is an hour behind
            back.restoreFrom(hub);
            back.give(level("A", "hamburg", "99", 500));
            // then
            assertThat(rises(hub, back)).hasSize(history().length + 1);
        }
    }

    @Test
    void a_state_that_was_lost_goes_on_above_all_that_was_told_from_it() {
        // given
        try (var hub = new TopologyUnderTest(state.resolve("lost"), NOON);
                var empty = new TopologyUnderTest(state.resolve("empty"), NOON.plusMillis(10))) {
            hub.give(history());
            // when all is read again, ten milliseconds later
            empty.give(history());
            // then
            assertThat(rises(hub, empty)).hasSize(2 * history().length);
            assertThat(empty.availability("A").touchedBy(SHOP))
                    .isGreaterThan(hub.availability("A").version())
                    .isLessThanOrEqualTo(empty.availability("A").version());
        }
    }

    @Test
    void a_state_that_lost_its_newest_part_does_not_tell_a_version_twice() {
        // given a changelog that ends before what was told
        try (var hub = new TopologyUnderTest(state.resolve("whole"), NOON);
                var older = new TopologyUnderTest(state.resolve("older"), NOON.plusMillis(10))) {
            hub.give(level("A", "hamburg", "10", 1));
            older.restoreFrom(hub);
            hub.give(level("A", "hamburg", "9", 2), level("A", "hamburg", "8", 3));
            // when
            older.give(level("A", "hamburg", "7", 4));
            // then
            assertThat(rises(hub, older)).hasSize(4);
        }
    }

    @Test
    void a_shop_that_sold_before_the_first_level_has_not_sold_after_what_is_told_of_it() {
        // given
        try (var hub = new TopologyUnderTest(state.resolve("before"), NOON.plusSeconds(3600));
                var back = new TopologyUnderTest(state.resolve("after"), NOON)) {
            hub.give(placed("1", 1, List.of(), line("1", "A", 3, "hamburg")));
            back.restoreFrom(hub);
            // when
            back.give(level("A", "hamburg", "10", 1));
            // then
            AvailabilityChanged told = back.availability("A");
            assertThat(told.touchedBy(SHOP)).isPositive().isLessThan(told.version());
        }
    }

    @Test
    void a_version_is_exact_where_numbers_are_doubles() {
        // given
        long last = VersionClock.after(0, Instant.parse("2255-01-01T00:00:00Z").toEpochMilli());
        // then
        assertThat((long) (double) last).isEqualTo(last);
        assertThat((long) (double) (last + 1)).isEqualTo(last + 1);
        assertThat(last).isLessThan(1L << 53);
    }

    private static CanonicalEvent[] history() {
        List<CanonicalEvent> history = new ArrayList<>();
        for (int commit = 1; commit <= 50; commit++) {
            history.add(level("A", "hamburg", Integer.toString(100 - commit), commit));
        }
        history.add(placed("1", 1, List.of(), line("1", "A", 3, "hamburg")));
        return history.toArray(CanonicalEvent[]::new);
    }

    private static List<Long> rises(TopologyUnderTest earlier, TopologyUnderTest later) {
        List<Long> versions = new ArrayList<>();
        for (TopologyUnderTest hub : List.of(earlier, later)) {
            hub.out().forEach(event -> versions.add(((AvailabilityChanged) event.data()).version()));
        }
        assertThat(versions).isSorted().doesNotHaveDuplicates();
        return versions;
    }
}
