package io.crossdock.hub.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.availability.OrderEdition;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.writeback.EntryState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryStatesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration KEPT = Retention.DEFAULT.erpOrders().length();

    private final EntryStates states = new EntryStates();

    @Test
    void years_of_orders_take_no_more_room_than_those_of_the_time_that_is_remembered() {
        // when: ten orders a day, each booked
        for (int day = 0; day < 1000; day++) {
            Instant now = BEGIN.plus(Duration.ofDays(day));
            for (int i = 0; i < 10; i++) {
                states.put("shop:" + day + "-" + i, state(Phase.SENT), now);
                states.put("shop:" + day + "-" + i, state(Phase.BOOKED), now);
            }
            assertThat(states.tidy(now, KEPT)).isEmpty();
            // then
            assertThat(states.all().count()).isLessThanOrEqualTo(10 * (KEPT.toDays() + 1));
        }
        assertThat(states.count(Phase.BOOKED)).isEqualTo(states.all().count());
        assertThat(states.count(Phase.SENT)).isZero();
        assertThat(states.of("shop:0-0")).isNull();
        assertThat(states.of("shop:940-0")).isNotNull();
    }

    @Test
    void what_is_open_is_kept_and_written_anew_before_kafka_deletes_it() {
        // given
        states.put("shop:open", state(Phase.SENT), BEGIN);
        states.put("shop:rejected", state(Phase.REJECTED), BEGIN);
        states.put("shop:withdrawn", state(Phase.WITHDRAWN), BEGIN);
        // when
        Instant before = BEGIN.plus(KEPT).minus(Duration.ofDays(1));
        assertThat(states.tidy(before, KEPT)).containsExactly("shop:open");
        states.put("shop:open", states.of("shop:open"), before);
        assertThat(states.tidy(before, KEPT)).isEmpty();
        assertThat(states.all()).hasSize(3);
        // then
        states.tidy(BEGIN.plus(KEPT).plusSeconds(1), KEPT);
        assertThat(states.all().map(Map.Entry::getKey)).containsExactly("shop:open");
    }

    @Test
    void a_change_begins_its_time_anew() {
        // given
        states.put("shop:1", state(Phase.BOOKED), BEGIN);
        states.put("shop:2", state(Phase.BOOKED), BEGIN.plusSeconds(1));
        // when
        states.put("shop:1", state(Phase.BOOKED), BEGIN.plus(KEPT));
        states.tidy(BEGIN.plus(KEPT).plusSeconds(10), KEPT);
        // then
        assertThat(states.all().map(Map.Entry::getKey)).containsExactly("shop:1");
    }

    private static EntryState state(Phase phase) {
        return new EntryState(
                phase, new OrderEdition(1, 1, BEGIN, 0, "id"), 1, 1, "content", "order:0:0", BEGIN, null, false);
    }
}
