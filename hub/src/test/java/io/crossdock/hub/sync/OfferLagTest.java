package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.spi.Failure;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How late an offer counts. */
class OfferLagTest extends OfferQueueStories {

    @Test
    void the_lag_counts_from_the_change_that_brought_the_value() {
        // given
        want(A, 5, 1, NOW.minusSeconds(3));
        // when
        want(A, 5, 2, NOW);
        // then
        Attempt attempt = takeOne();
        assertThat(attempt.committedAt()).isEqualTo(NOW.minusSeconds(3));
        assertThat(attempt.quantity().version()).isEqualTo(2);
    }

    @Test
    void an_item_that_changes_all_the_time_is_as_late_as_its_oldest_change() {
        // given
        shows(A, 9, 1);
        for (int change = 0; change < 50; change++) {
            want(A, change % 2 == 0 ? 5 : 6, 2 + change, NOW.minusMillis(5_000 - change * 100));
        }
        // then
        assertThat(takeOne().committedAt()).isEqualTo(NOW.minusSeconds(5));
    }

    @Test
    void a_change_while_a_request_is_on_its_way_is_as_late_as_itself_once_that_was_confirmed() {
        // given
        want(A, 5, 1, NOW.minusSeconds(9));
        Attempt first = takeOne();
        want(A, 6, 2, NOW.minusSeconds(4));
        want(A, 7, 3, NOW.minusSeconds(1));
        // when
        confirm(first, NOW);
        // then
        assertThat(first.committedAt()).isEqualTo(NOW.minusSeconds(9));
        assertThat(takeOne().committedAt()).isEqualTo(NOW.minusSeconds(4));
    }

    @Test
    void a_request_in_vain_makes_nothing_younger() {
        // given
        want(A, 5, 1, NOW.minusSeconds(9));
        Attempt first = takeOne();
        want(A, 6, 2, NOW.minusSeconds(4));
        // when
        queue.failed(first, failure(Failure.Kind.THROTTLED), true, 1, NOW);
        // then
        assertThat(takeOne().committedAt()).isEqualTo(NOW.minusSeconds(9));
    }

    @Test
    void a_value_that_came_back_before_it_was_told_was_never_late() {
        // given
        shows(A, 9, 1);
        want(A, 5, 2, NOW.minusSeconds(9));
        want(A, 9, 3, NOW.minusSeconds(8));
        // when
        want(A, 4, 4, NOW.minusSeconds(1));
        // then
        assertThat(takeOne().committedAt()).isEqualTo(NOW.minusSeconds(1));
    }

    @Test
    void whose_doing_it_was_is_told_of_the_oldest_change() {
        // given
        shows(A, 9, 1);
        queue.wantQuantity(0, A, wanted(5, 2, NOW.minusSeconds(5)).by(LagCause.ERP), NOW);
        queue.wantQuantity(0, A, wanted(4, 3, NOW.minusSeconds(1)).by(LagCause.CHANNEL), NOW);
        // then
        assertThat(takeOne().commit()).isEqualTo(new Commit(NOW.minusSeconds(5), LagCause.ERP));
    }

    private static Wanted<Long, Long> wanted(long quantity, long version, Instant committedAt) {
        return new Wanted<>(quantity, version, committedAt, null);
    }

    @Test
    void a_change_of_what_waits_to_be_put_right_is_as_late_as_itself() {
        // given
        want(A, 5, 1, NOW.minusSeconds(3_600));
        confirm(takeOne(), NOW.minusSeconds(3_599));
        queue.resync(NOW, false, NOW);
        // when
        want(A, 4, 2, NOW.minusSeconds(1));
        // then
        assertThat(takeOne().committedAt()).isEqualTo(NOW.minusSeconds(1));
    }
}
