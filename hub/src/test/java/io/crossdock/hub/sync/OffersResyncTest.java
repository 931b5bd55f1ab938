package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Everything is told again, on demand or by itself. */
class OffersResyncTest extends OfferQueueStories {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Resync asked = new Resync(Optional.empty());
    private final Resync weekly = new Resync(Optional.of(WEEK));

    private void shows(Sku sku, long quantity, long version, Instant confirmedAt) {
        queue.confirm(0, sku, new Receipt(new Confirmed<>(quantity, version, null, confirmedAt), null), NOW);
    }

    private List<Sku> next(int most, Instant now) {
        return queue.take(most, now).stream()
                .map(attempt -> attempt.offer().sku())
                .toList();
    }

    @Test
    void what_is_told_again_comes_behind_every_change() {
        // given
        shows(A, 5, 1, NOW.minusSeconds(60));
        shows(B, 5, 1, NOW.minusSeconds(60));
        want(A, 5, 1);
        want(B, 5, 1);
        asked.apply(queue, NOW, NOW);
        // when
        want(C, 9, 1);
        want(B, 4, 2);
        // then
        assertThat(next(1, NOW)).containsExactly(B);
        assertThat(next(1, NOW)).containsExactly(C);
        assertThat(next(1, NOW)).containsExactly(A);
    }

    @Test
    void each_item_is_told_once_whatever_a_restart_repeats() {
        // given
        shows(A, 5, 1, NOW.minusSeconds(60));
        want(A, 5, 1);
        asked.apply(queue, NOW, NOW);
        Attempt again = queue.take(1, NOW).get(0);
        // when
        confirm(again, NOW.plusSeconds(1));
        asked.begin();
        asked.apply(queue, NOW, NOW.plusSeconds(2));
        // then
        assertThat(queue.pending()).isZero();
    }

    @Test
    void it_is_nobodys_lag() {
        // given
        shows(A, 5, 1, NOW.minusSeconds(60));
        want(A, 5, 1);
        asked.apply(queue, NOW, NOW);
        // when
        Attempt again = queue.take(1, NOW).get(0);
        // then
        assertThat(again.quantity().value()).isEqualTo(5);
        assertThat(again.quantity().committedAt()).isNull();
    }

    @Test
    void what_changed_on_the_way_is_sent_as_it_is_then_and_only_once() {
        // given
        shows(A, 5, 1, NOW.minusSeconds(60));
        want(A, 5, 1);
        asked.apply(queue, NOW, NOW);
        // when
        want(A, 3, 2);
        Attempt attempt = queue.take(1, NOW).get(0);
        confirm(attempt, NOW.plusSeconds(1));
        // then
        assertThat(attempt.quantity().value()).isEqualTo(3);
        assertThat(attempt.quantity().committedAt()).isEqualTo(NOW);
        assertThat(queue.pending()).isZero();
    }

    @Test
    void a_failure_leaves_it_due() {
        // given
        shows(A, 5, 1, NOW.minusSeconds(60));
        want(A, 5, 1);
        asked.apply(queue, NOW, NOW);
        // when
        queue.failed(queue.take(1, NOW).get(0), Failure.unavailable("acme", "push", "x", null), true, 1, NOW);
        // then
        assertThat(next(1, NOW.plusSeconds(60))).containsExactly(A);
    }

    @Test
    void by_itself_only_what_was_confirmed_too_long_ago_is_told_again() {
        // given
        shows(A, 5, 1, NOW.minus(WEEK).minusSeconds(1));
        shows(B, 5, 1, NOW.minus(WEEK).plusSeconds(3600));
        want(A, 5, 1);
        want(B, 5, 1);
        // when
        weekly.apply(queue, null, NOW);
        // then
        assertThat(next(10, NOW)).containsExactly(A);
        // when
        Instant twoHoursLater = NOW.plusSeconds(7200);
        weekly.apply(queue, null, twoHoursLater);
        // then
        assertThat(next(10, twoHoursLater)).containsExactly(B);
    }

    @Test
    void a_receipt_that_is_deleted_meanwhile_leaves_it_due_once() {
        // given
        shows(A, 5, 1, NOW.minusSeconds(60));
        want(A, 5, 1);
        asked.apply(queue, NOW, NOW);
        // when
        queue.forgetReceipt(0, A, NOW);
        Attempt again = queue.take(1, NOW).get(0);
        confirm(again, NOW.plusSeconds(1));
        // then
        assertThat(queue.pending()).isZero();
    }

    @Test
    void an_item_that_is_not_wanted_any_more_is_not_told_again() {
        // given
        shows(A, 5, 1, NOW.minusSeconds(60));
        // when
        asked.apply(queue, NOW, NOW);
        // then
        assertThat(queue.pending()).isZero();
    }
}
