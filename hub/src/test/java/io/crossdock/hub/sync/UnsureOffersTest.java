package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the channel shows is not known for sure: nobody answered, it drifted, or the channel changed it. */
class UnsureOffersTest extends OfferQueueStories {

    @Test
    void an_item_taken_back_while_a_write_was_unanswered_is_written_all_the_same() {
        // given
        shows(A, 5, 1);
        want(A, 4, 2);
        Attempt unanswered = takeOne();
        want(A, 5, 3);
        // when
        queue.failed(unanswered, failure(Failure.Kind.UNAVAILABLE), true, 1, NOW);
        // then
        Attempt again = queue.take(1, NOW.plusSeconds(1)).get(0);
        assertThat(again.offer().quantity()).isEqualTo(5);
        assertThat(again.offer().shownQuantity()).isNull();
    }

    @Test
    void what_the_channel_changed_by_itself_is_told_again_once() {
        // given
        shows(A, 5, 7);
        want(A, 5, 8);
        // when
        queue.touchQuantity(0, A, 8, NOW);
        // then
        Attempt attempt = takeOne();
        assertThat(attempt.offer().quantity()).isEqualTo(5);
        assertThat(attempt.offer().shownQuantity()).isNull();
        // when
        confirm(attempt, NOW.plusSeconds(1));
        want(A, 5, 9);
        queue.touchQuantity(0, A, 8, NOW);
        // then
        assertThat(queue.take(1, NOW)).isEmpty();
    }

    @Test
    void a_dropped_partition_leaves_nothing_and_its_unanswered_request_blocks_its_item_still() {
        // given
        want(A, 5, 1);
        want(B, 5, 1);
        Attempt old = takeOne();
        // when
        queue.drop(0);
        // then
        assertThat(queue.pending()).isZero();
        assertThat(queue.receipt(old, NOW)).isNull();
        // when it comes back
        want(A, 4, 2);
        assertThat(queue.take(1, NOW)).isEmpty();
        queue.settled(old, null, NOW);
        // then
        assertThat(takeOne().offer().quantity()).isEqualTo(4);
    }

    @Test
    void what_is_doubted_is_offered_anew_once_and_its_lag_is_nobodys() {
        // given
        want(A, 7, 2);
        confirm(takeOne(), NOW);
        Confirmed<Long, Long> confirmed = new Confirmed<>(7L, 2L, NOW, NOW, null, null);

        // when
        queue.confirm(0, A, new Receipt(confirmed.doubted(NOW.plusSeconds(60)), null), NOW.plusSeconds(61));

        // then
        Attempt repair = takeOne();
        assertThat(repair.offer().quantity()).isEqualTo(7);
        assertThat(repair.offer().shownQuantity()).isNull();
        assertThat(repair.committedAt()).isNull();
        assertThat(queue.receipt(repair, NOW.plusSeconds(62)).quantity().committedAt())
                .isNull();

        // when
        confirm(repair, NOW.plusSeconds(62));
        queue.confirm(0, A, new Receipt(confirmed.doubted(NOW.plusSeconds(60)), null), NOW.plusSeconds(63));

        // then
        assertThat(queue.take(1, NOW.plusSeconds(64))).isEmpty();
    }

    @Test
    void what_drifts_a_second_time_is_another_offer_and_a_retry_is_the_same() {
        // given an item that drifted and was put right
        want(A, 7, 2);
        confirm(takeOne(), NOW);
        Attempt first = drifted(NOW, NOW.plusSeconds(60));
        confirm(first, NOW.plusSeconds(61));
        // when
        Attempt second = drifted(NOW.plusSeconds(61), NOW.plusSeconds(120));
        // then
        assertThat(second.offer().quantity()).isEqualTo(7);
        assertThat(second.offer().idempotencyKey()).isNotEqualTo(first.offer().idempotencyKey());
        // when
        queue.failed(second, failure(Failure.Kind.UNAVAILABLE), true, 1, NOW.plusSeconds(121));
        // then
        Attempt retry = queue.take(1, NOW.plusSeconds(130)).get(0);
        assertThat(retry.offer().idempotencyKey()).isEqualTo(second.offer().idempotencyKey());
    }

    private Attempt drifted(Instant confirmedAt, Instant doubtedAt) {
        Confirmed<Long, Long> confirmed = new Confirmed<>(7L, 2L, null, confirmedAt, null, doubtedAt);
        queue.confirm(0, A, new Receipt(confirmed, null), doubtedAt);
        return takeOne();
    }

    @Test
    void a_doubt_of_an_earlier_receipt_says_nothing_about_the_later_one() {
        // given
        want(A, 5, 1);
        confirm(takeOne(), NOW);
        want(A, 7, 2);
        confirm(takeOne(), NOW.plusSeconds(1));

        // when
        queue.confirm(
                0,
                A,
                new Receipt(new Confirmed<>(5L, 1L, NOW, NOW, null, NOW.plusSeconds(2)), null),
                NOW.plusSeconds(3));

        // then
        assertThat(queue.take(1, NOW.plusSeconds(4))).isEmpty();
    }

    @Test
    void a_refused_item_is_tried_again_once_its_listing_was_read() {
        // given
        want(A, 5, 1);
        confirm(takeOne(), NOW);
        want(A, 7, 2);
        assertThat(queue.failed(takeOne(), failure(Failure.Kind.REJECTED), false, 1, NOW))
                .isTrue();

        // when
        queue.confirm(
                0,
                A,
                new Receipt(new Confirmed<>(5L, 1L, NOW, NOW, null, NOW.plusSeconds(2)), null),
                NOW.plusSeconds(3));

        // then
        assertThat(takeOne().offer().quantity()).isEqualTo(7);
    }

    @Test
    void an_unanswered_item_gets_no_other_request_until_it_is_settled_and_the_newest_then() {
        // given
        want(A, 5, 1);
        want(B, 5, 1);
        Attempt attempt = takeOne();
        Instant settledAt = NOW.plusSeconds(10);
        // when
        queue.failed(attempt, Failure.unanswered("acme", "push", "timeout", null), true, 1, NOW);
        queue.unanswered(attempt, settledAt, NOW);
        want(A, 4, 2);
        want(A, 3, 3);
        // then
        assertThat(queue.take(9, settledAt.minusMillis(1)))
                .extracting(taken -> taken.offer().sku())
                .containsExactly(B);
        assertThat(queue.nextDue(settledAt.minusMillis(1))).isEqualTo(settledAt);
        assertThat(queue.take(9, settledAt))
                .extracting(taken -> taken.offer().quantity())
                .containsExactly(3L);
    }

    @Test
    void an_unanswered_item_is_written_again_though_the_channel_confirmed_the_same_before() {
        // given
        shows(A, 4, 1);
        want(A, 5, 2);
        Attempt attempt = takeOne();
        queue.failed(attempt, Failure.unanswered("acme", "push", "timeout", null), true, 1, NOW);
        queue.unanswered(attempt, NOW.plusSeconds(10), NOW);
        // when
        want(A, 4, 3);
        // then
        assertThat(queue.take(9, NOW.plusSeconds(10)))
                .extracting(taken -> taken.offer().quantity())
                .containsExactly(4L);
    }

    @Test
    void an_item_that_goes_and_comes_back_while_it_is_unanswered_waits_as_well() {
        // given
        want(A, 5, 1);
        Attempt attempt = takeOne();
        queue.failed(attempt, Failure.unanswered("acme", "push", "timeout", null), true, 1, NOW);
        queue.unanswered(attempt, NOW.plusSeconds(10), NOW);
        // when
        queue.wantNoQuantity(0, A, NOW);
        want(A, 3, 2);
        // then
        assertThat(queue.take(9, NOW.plusSeconds(9))).isEmpty();
        assertThat(queue.take(9, NOW.plusSeconds(10))).hasSize(1);
    }

    @Test
    void what_is_sent_and_what_is_unanswered_settles_later_and_the_rest_has() {
        // given
        Duration settles = Duration.ofSeconds(10);
        assertThat(queue.settledAt(settles, NOW)).isBefore(NOW);
        want(A, 5, 1);
        // when on its way
        Attempt attempt = takeOne();
        // then
        assertThat(queue.settledAt(settles, NOW)).isEqualTo(NOW.plusSeconds(10));
        // when unanswered
        queue.failed(attempt, Failure.unanswered("acme", "push", "timeout", null), true, 1, NOW);
        queue.unanswered(attempt, NOW.plusSeconds(7), NOW);
        // then
        assertThat(queue.settledAt(settles, NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(7));
    }

    @Test
    void what_went_back_since_a_kill_is_written_again_and_what_was_still_or_is_confirmed_is_not() {
        // given
        for (Sku sku : List.of(A, B, C)) {
            shows(sku, 4, 2);
        }
        want(A, 4, 4);
        want(B, 4, 2);
        want(C, 4, 4);
        recorded(A, NOW);
        recorded(B, NOW);
        recorded(C, NOW.minusMillis(1));
        assertThat(queue.pending()).isZero();
        // when
        queue.suspect(NOW, NOW);
        // then
        assertThat(order()).containsExactly(A);
    }

    @Test
    void what_waited_to_be_told_at_a_kill_is_written_though_it_goes_back_before_its_turn() {
        // given: it waited for its turn for an hour, and the killed one may have been the one to tell it
        shows(A, 4, 2);
        want(A, 5, 3);
        recorded(A, NOW.minusSeconds(3600));
        // when
        queue.suspect(NOW, NOW);
        want(A, 4, 4);
        // then
        assertThat(takeOne().offer().quantity()).isEqualTo(4);
    }

    @Test
    void the_next_owner_hears_of_what_is_on_its_way_or_in_doubt_until_it_is_written() {
        // given
        shows(A, 4, 1);
        shows(B, 4, 1);
        want(A, 5, 2);
        recorded(A, NOW.minusSeconds(60));
        assertThat(queue.unknownSince()).isEmpty();
        // when it is on its way
        Attempt attempt = takeOne();
        // then
        assertThat(queue.unknownSince()).contains(NOW.minusSeconds(60));
        // when it got no answer, and the item went back
        queue.failed(attempt, Failure.unanswered("acme", "push", "timeout", null), true, 1, NOW);
        queue.unanswered(attempt, NOW.plusSeconds(10), NOW);
        want(A, 4, 3);
        recorded(A, NOW.minusSeconds(50));
        // then
        assertThat(queue.unknownSince()).contains(NOW.minusSeconds(50));
        // when it is written
        confirm(queue.take(1, NOW.plusSeconds(10)).get(0), NOW.plusSeconds(11));
        // then
        assertThat(queue.unknownSince()).isEmpty();
    }

    @Test
    void what_was_found_in_doubt_is_handed_on_until_the_last_of_it_is_written() {
        // given
        for (Sku sku : List.of(A, B)) {
            shows(sku, 4, 1);
            want(sku, 4, 3);
        }
        recorded(A, NOW.minusSeconds(30));
        recorded(B, NOW.minusSeconds(20));
        // when
        queue.suspect(NOW.minusSeconds(40), NOW);
        // then
        assertThat(queue.unknownSince()).contains(NOW.minusSeconds(30));
        // when
        Attempt first = takeOne();
        assertThat(first.offer().sku()).isEqualTo(A);
        confirm(first, NOW.plusSeconds(1));
        // then
        assertThat(queue.unknownSince()).contains(NOW.minusSeconds(20));
        // when the partition goes to somebody else
        queue.drop(0);
        // then
        assertThat(queue.unknownSince()).isEmpty();
    }

    @Test
    void an_answer_that_comes_after_another_owner_told_something_newer_earns_no_receipt_and_the_newest_is_told_again() {
        // given a request that hangs while somebody else has the channel for a while
        want(A, 5, 2);
        Attempt hangs = takeOne();
        queue.drop(0);
        shows(A, 4, 3);
        want(A, 4, 3);
        assertThat(queue.take(1, NOW)).isEmpty();
        // when
        Receipt receipt = queue.receipt(hangs, NOW.plusSeconds(60));
        queue.settled(hangs, receipt, NOW.plusSeconds(60));
        // then
        assertThat(receipt).isNull();
        assertThat(takeOne().offer().quantity()).isEqualTo(4);
    }

    @Test
    void what_is_put_right_is_confirmed_though_the_clock_was_set_back() {
        // given
        want(A, 7, 2);
        confirm(takeOne(), NOW);
        Attempt repair = drifted(NOW, NOW.plusSeconds(60));
        // when
        confirm(repair, NOW.minusSeconds(30));
        // then
        assertThat(queue.take(1, NOW.plusSeconds(61))).isEmpty();
    }

    @Test
    void what_is_only_told_again_leaves_no_doubt_behind() {
        // given
        shows(A, 4, 1);
        want(A, 4, 1);
        recorded(A, NOW.minusSeconds(86_400));
        queue.resync(NOW.plusSeconds(1), false, NOW.plusSeconds(1));
        // when
        Attempt again = takeOne();
        // then: whether it comes or not, the channel shows the same
        assertThat(again.offer().quantity()).isEqualTo(4);
        assertThat(queue.unknownSince()).isEmpty();
    }

    private void recorded(Sku sku, Instant at) {
        queue.item(0, sku).orElseThrow().recordedMillis = at.toEpochMilli();
    }
}
