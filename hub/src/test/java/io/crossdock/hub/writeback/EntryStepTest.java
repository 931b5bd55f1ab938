package io.crossdock.hub.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.availability.OrderEdition;
import io.crossdock.hub.writeback.EntryState.Phase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EntryStepTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void a_new_order_is_entered_unless_it_is_cancelled_already() {
        assertThat(EntryStep.of(null, edition(1), false, true, "a", false)).isEqualTo(EntryStep.ENTER);
        assertThat(EntryStep.of(null, edition(1), false, false, "-", false)).isEqualTo(EntryStep.NOTE);
    }

    @Test
    void what_is_known_or_older_changes_nothing() {
        for (Phase phase : Phase.values()) {
            assertThat(EntryStep.of(known(phase), edition(5), false, true, "b", true))
                    .isEqualTo(EntryStep.NOTHING);
            assertThat(EntryStep.of(known(phase), edition(4), false, true, "b", true))
                    .isEqualTo(EntryStep.NOTHING);
            assertThat(EntryStep.of(known(phase), edition(4), true, true, "b", true))
                    .isEqualTo(EntryStep.NOTHING);
        }
    }

    @Test
    void a_change_is_entered_or_refused_as_the_interface_is_and_one_that_says_nothing_else_is_only_noted() {
        for (Phase phase : new Phase[] {Phase.SENT, Phase.BOOKED}) {
            assertThat(EntryStep.of(known(phase), edition(6), false, true, "b", true))
                    .isEqualTo(EntryStep.ENTER);
            assertThat(EntryStep.of(known(phase), edition(6), false, true, "b", false))
                    .isEqualTo(EntryStep.REFUSE);
            assertThat(EntryStep.of(known(phase), edition(6), false, false, "-", false))
                    .isEqualTo(EntryStep.REFUSE);
            assertThat(EntryStep.of(known(phase), edition(6), false, true, "a", false))
                    .isEqualTo(EntryStep.NOTE);
        }
    }

    @Test
    void a_rejected_order_is_entered_again_when_somebody_replays_it_or_it_says_something_else() {
        EntryState rejected = known(Phase.REJECTED);
        assertThat(EntryStep.of(rejected, edition(5), true, true, "a", false)).isEqualTo(EntryStep.ENTER);
        assertThat(EntryStep.of(rejected, edition(6), false, true, "b", false)).isEqualTo(EntryStep.ENTER);
        assertThat(EntryStep.of(rejected, edition(6), false, true, "a", false)).isEqualTo(EntryStep.NOTE);
        assertThat(EntryStep.of(rejected, edition(6), false, false, "-", false)).isEqualTo(EntryStep.NOTE);
        // A version that says nothing else came between the rejection and the replay.
        assertThat(EntryStep.of(rejected, edition(4), true, true, "a", false)).isEqualTo(EntryStep.ENTER);
    }

    @Test
    void a_replay_of_a_refused_change_is_refused_again_until_the_interface_takes_changes() {
        EntryState sent = known(Phase.SENT);
        assertThat(EntryStep.of(sent, edition(5), true, true, "b", false)).isEqualTo(EntryStep.REFUSE);
        assertThat(EntryStep.of(sent, edition(5), true, true, "b", true)).isEqualTo(EntryStep.ENTER);
        assertThat(EntryStep.of(sent, edition(5), true, true, "a", false)).isEqualTo(EntryStep.NOTE);
    }

    /** Version 5 was the newest seen, of content "a". */
    private static EntryState known(Phase phase) {
        return new EntryState(phase, edition(5), 5, 1, "a", "order:0:1", NOW, null, false);
    }

    private static OrderEdition edition(long version) {
        return new OrderEdition(version, 1, NOW, 0, "id");
    }
}
