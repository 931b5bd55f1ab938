package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.adjusted;
import static io.crossdock.hub.availability.Events.booked;
import static io.crossdock.hub.availability.Events.cancelled;
import static io.crossdock.hub.availability.Events.changed;
import static io.crossdock.hub.availability.Events.described;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.levelWithSales;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.piece;
import static io.crossdock.hub.availability.Events.placed;
import static io.crossdock.hub.availability.Events.shipped;
import static io.crossdock.hub.availability.Events.sold;
import static io.crossdock.hub.availability.Events.soldAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly once is a promise about what was read once: a source that tells twice is found out by the state. */
class RepetitionStoriesTest {

    /** Every kind of input, and every way in which one ends another. */
    private static final List<CanonicalEvent> DAY = List.of(
            level("A", "hamburg", "20", 1),
            level("A", "lyon", "5", 1),
            described("A", false, 2),
            placed("1", 1, List.of(), line("1", "A", 5, "hamburg"), line("2", "A", 2, null)),
            changed("1", 2, List.of(), line("1", "A", 3, "hamburg"), line("2", "A", 2, null)),
            placed("2", 3, List.of(), line("1", "A", 1, "lyon")),
            cancelled("2", 4, line("1", "A", 0, "lyon")),
            sold("m1", "A", "hamburg", 2, "sale-1"),
            soldAt(6, "m2", "A", "hamburg", 1),
            adjusted("m3", "A", "lyon", 4, 7),
            booked(
                    "1",
                    8,
                    List.of(piece("A", "hamburg", 2)),
                    List.of(piece("A", "hamburg", 2)),
                    List.of(piece("A", "lyon", 1))),
            level("A", "hamburg", "18", 8),
            shipped("1", 9, "parcel-1", "A", 2),
            booked("1", 10, List.of(piece("A", "hamburg", 4)), List.of(), List.of(piece("A", "lyon", 1))),
            levelWithSales("A", "hamburg", "16", 10, 5),
            shipped("1", 11, "parcel-2", "A", 2),
            booked("sale-1", 12, piece("A", "hamburg", 2)),
            levelWithSales("A", "hamburg", "13", 12, 7),
            level("A", "lyon", "9", 13),
            described("A", true, 14));

    @TempDir
    private Path state;

    @Test
    void whatever_comes_twice_in_a_row_is_told_as_if_it_came_once() {
        // given
        List<CanonicalEvent> stuttered = new ArrayList<>();
        DAY.forEach(event -> stuttered.addAll(List.of(event, event)));
        try (var once = new TopologyUnderTest(state.resolve("once"));
                var twice = new TopologyUnderTest(state.resolve("twice"))) {
            // when
            once.give(DAY.toArray(new CanonicalEvent[0]));
            twice.give(stuttered.toArray(new CanonicalEvent[0]));
            // then
            assertThat(told(twice)).isEqualTo(told(once)).hasSizeGreaterThan(10);
        }
    }

    @Test
    void a_whole_day_that_comes_again_also_after_a_restart_is_no_news() {
        // given
        CanonicalEvent[] day = DAY.toArray(new CanonicalEvent[0]);
        try (var hub = new TopologyUnderTest(state.resolve("hub"));
                var after = new TopologyUnderTest(state.resolve("after"))) {
            hub.give(day);
            List<CanonicalData> first = told(hub);
            // when
            hub.give(day);
            // then
            assertThat(told(hub)).isEqualTo(first);
            // when
            after.restoreFrom(hub);
            after.give(day);
            // then
            assertThat(told(after)).isEmpty();
        }
    }

    private static List<CanonicalData> told(TopologyUnderTest hub) {
        return hub.out().stream().map(CanonicalEvent::data).toList();
    }
}
