package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.Sequence;
import io.crossdock.hub.events.Recency;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is sent to a channel next. */
class OfferQueueTest extends OfferQueueStories {

    @Test
    void only_the_newest_wish_is_sent() {
        // given
        want(A, 5, 1);
        want(A, 4, 3);
        want(A, 9, 2);
        // when
        Attempt attempt = takeOne();
        // then
        assertThat(attempt.offer().quantity()).isEqualTo(4);
        assertThat(attempt.quantity().version()).isEqualTo(3);
        assertThat(queue.take(1, NOW)).isEmpty();
    }

    @Test
    void what_the_channel_shows_already_is_not_sent_again() {
        // given
        shows(A, 5, 7);
        // when
        want(A, 5, 8);
        // then
        assertThat(queue.take(1, NOW)).isEmpty();
        assertThat(queue.pending()).isZero();
    }

    @Test
    void a_version_below_the_confirmed_one_is_never_sent() {
        // given
        shows(A, 5, 7);
        // when
        want(A, 4, 6);
        // then
        assertThat(queue.take(1, NOW)).isEmpty();
    }

    @Test
    void another_policy_sends_the_same_version_again() {
        // given
        shows(A, 5, 7);
        // when
        want(A, 3, 7);
        // then
        assertThat(takeOne().offer().quantity()).isEqualTo(3);
    }

    @Test
    void decreases_go_first_then_the_oldest_change() {
        // given
        shows(A, 1, 1);
        shows(B, 5, 1);
        want(C, 5, 1, NOW.minusSeconds(3));
        want(A, 2, 2, NOW.minusSeconds(9));
        want(B, 4, 2, NOW.minusSeconds(1));
        // when, then
        assertThat(order()).containsExactly(B, A, C);
    }

    @Test
    void a_hot_item_keeps_the_place_of_its_first_unsent_change() {
        // given
        want(A, 5, 1, NOW.minusSeconds(9));
        want(B, 5, 1, NOW.minusSeconds(5));
        want(A, 6, 2, NOW);
        // when, then
        assertThat(order()).containsExactly(A, B);
    }

    @Test
    void an_item_that_was_told_starts_anew_behind_older_changes() {
        // given
        want(A, 5, 1, NOW.minusSeconds(9));
        Attempt first = takeOne();
        want(B, 7, 1, NOW.minusSeconds(5));
        want(A, 6, 2, NOW);
        // when
        confirm(first, NOW);
        // then
        assertThat(order()).containsExactly(B, A);
    }

    @Test
    void quantity_and_price_travel_together_and_are_confirmed_apart() {
        // given
        Recency version = Recency.of(Sequence.of(1, 1, 1));
        want(A, 5, 1);
        queue.wantPrice(0, A, new Wanted<>(euros("9.90"), version, NOW, null), false, NOW);
        // when
        Attempt both = takeOne();
        confirm(both, NOW.plusMillis(5));
        want(A, 4, 2);
        Attempt quantityOnly = takeOne();
        // then
        assertThat(both.offer().quantity()).isEqualTo(5);
        assertThat(both.offer().price()).isEqualTo(euros("9.9"));
        assertThat(quantityOnly.offer().price()).isNull();
        assertThat(quantityOnly.offer().shownQuantity()).isEqualTo(5);
        // and the receipt still tells the price
        Receipt receipt = queue.receipt(quantityOnly, NOW.plusSeconds(1));
        assertThat(receipt.quantity().value()).isEqualTo(4);
        assertThat(receipt.price()).isEqualTo(new Confirmed<>(euros("9.9"), version, NOW, NOW.plusMillis(5)));
    }

    @Test
    void a_price_that_left_the_list_is_not_sent() {
        // given
        queue.wantPrice(0, A, new Wanted<>(euros("9.90"), Recency.of(Sequence.of(1, 1, 1)), NOW, null), false, NOW);
        // when
        queue.wantNoPrice(0, A, NOW);
        // then
        assertThat(queue.take(1, NOW)).isEmpty();
    }

    /** As after a replay: the newer record comes again, too, but what was sent by then would stay on the channel. */
    @Test
    void a_price_that_comes_again_after_it_left_the_list_is_not_sent() {
        // given
        queue.wantNoPrice(0, A, Recency.of(Sequence.of(1, 2, 1)), NOW);
        // when
        queue.wantPrice(0, A, new Wanted<>(euros("9.90"), Recency.of(Sequence.of(1, 1, 1)), NOW, null), false, NOW);
        // then
        assertThat(queue.take(1, NOW)).isEmpty();
        // and a newer one is
        queue.wantPrice(0, A, new Wanted<>(euros("8.80"), Recency.of(Sequence.of(1, 3, 1)), NOW, null), false, NOW);
        assertThat(takeOne().offer().price()).isEqualTo(euros("8.80"));
    }

    @Test
    void a_list_without_a_price_that_comes_again_takes_no_newer_price_away() {
        // given
        queue.wantPrice(0, A, new Wanted<>(euros("9.90"), Recency.of(Sequence.of(1, 2, 1)), NOW, null), false, NOW);
        // when
        queue.wantNoPrice(0, A, Recency.of(Sequence.of(1, 1, 1)), NOW);
        // then
        assertThat(takeOne().offer().price()).isEqualTo(euros("9.90"));
    }

    @Test
    void one_request_an_item_is_in_flight() {
        // given
        want(A, 5, 1);
        Attempt first = takeOne();
        // when
        want(A, 4, 2);
        // then
        assertThat(queue.take(1, NOW)).isEmpty();
        assertThat(queue.inFlight()).isEqualTo(1);
        // when
        confirm(first, NOW);
        // then
        assertThat(takeOne().offer().quantity()).isEqualTo(4);
    }

    @Test
    void an_item_waits_longer_after_each_outage_and_not_at_all_after_a_success() {
        // given
        want(A, 5, 1);
        Instant now = NOW;
        for (int doubled : new int[] {200, 400, 800}) {
            Attempt attempt = queue.take(1, now).get(0);
            // when
            queue.failed(attempt, failure(Failure.Kind.UNAVAILABLE), false, 2, now);
            // then
            Instant due = queue.nextDue(now);
            assertThat(Duration.between(now, due))
                    .isBetween(Duration.ofMillis(doubled / 2), Duration.ofMillis(doubled));
            assertThat(queue.take(1, due.minusNanos(1))).isEmpty();
            now = due;
        }
        confirm(queue.take(1, now).get(0), now);
        want(A, 4, 2);
        assertThat(queue.nextDue(now)).isEqualTo(now);
    }

    @Test
    void a_failing_item_does_not_block_others() {
        // given
        want(A, 5, 1);
        queue.failed(takeOne(), failure(Failure.Kind.UNAVAILABLE), false, 2, NOW);
        // when
        want(B, 5, 1);
        // then
        assertThat(order()).containsExactly(B);
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "UNMAPPABLE", "MALFORMED", "UNAUTHORIZED"})
    void a_refused_item_is_parked_until_a_newer_version_is_wanted(Failure.Kind kind) {
        // given
        want(A, 5, 1);
        // when
        boolean parked = queue.failed(takeOne(), failure(kind), false, 2, NOW);
        // then
        assertThat(parked).isTrue();
        assertThat(queue.parked()).isEqualTo(1);
        want(A, 5, 1);
        assertThat(queue.take(1, NOW.plusSeconds(3600))).isEmpty();
        // when
        want(A, 5, 2);
        // then
        assertThat(queue.parked()).isZero();
        assertThat(takeOne().quantity().version()).isEqualTo(2);
    }

    @Test
    void a_refused_item_is_offered_again_when_somebody_asks_for_all_but_not_by_the_schedule() {
        // given
        want(A, 5, 1);
        queue.failed(takeOne(), failure(Failure.Kind.REJECTED), false, 2, NOW);
        Resync resync = new Resync(Optional.of(Duration.ofDays(7)));
        // when
        resync.apply(queue, null, NOW);
        // then
        assertThat(queue.take(1, NOW)).isEmpty();
        // when
        resync.apply(queue, NOW, NOW);
        // then
        assertThat(queue.parked()).isZero();
        assertThat(takeOne().quantity().version()).isEqualTo(1);
    }

    @Test
    void a_request_refused_as_a_whole_is_repeated_item_by_item() {
        // given
        want(A, 1, 1, NOW.minusSeconds(3));
        want(B, 1, 1, NOW.minusSeconds(2));
        List<Attempt> both = queue.take(10, NOW);
        // when
        for (Attempt attempt : both) {
            assertThat(queue.failed(attempt, failure(Failure.Kind.REJECTED), true, 2, NOW))
                    .isFalse();
        }
        want(C, 1, 1, NOW.minusSeconds(1));
        // then
        List<Attempt> alone = queue.take(10, NOW);
        assertThat(alone).hasSize(1);
        assertThat(queue.failed(alone.get(0), failure(Failure.Kind.REJECTED), true, 1, NOW))
                .isTrue();
        assertThat(order()).containsExactly(B);
        assertThat(order()).containsExactly(C);
        assertThat(queue.parked()).isEqualTo(1);
    }

    @Test
    void what_the_whole_channel_asked_for_is_not_held_against_its_items() {
        // given
        want(A, 5, 1);
        // when
        queue.failed(takeOne(), failure(Failure.Kind.THROTTLED), true, 1, NOW);
        // then
        assertThat(queue.nextDue(NOW)).isEqualTo(NOW);
    }

    @Test
    void a_mismatch_of_what_it_shows_is_retried_without_comparing() {
        // given
        shows(A, 5, 1);
        want(A, 4, 2);
        Attempt compared = takeOne();
        assertThat(compared.offer().shownQuantity()).isEqualTo(5);
        // when
        queue.failed(compared, failure(Failure.Kind.STALE), false, 2, NOW);
        // then
        Attempt again = queue.take(1, NOW.plusSeconds(1)).get(0);
        assertThat(again.offer().shownQuantity()).isNull();
    }

    @Test
    void a_repeat_has_the_same_key_and_another_offer_another() {
        // given
        want(A, 5, 1);
        Attempt first = takeOne();
        // when
        queue.failed(first, failure(Failure.Kind.THROTTLED), true, 1, NOW);
        Attempt repeat = takeOne();
        confirm(repeat, NOW);
        want(A, 4, 2);
        Attempt other = takeOne();
        // then
        assertThat(repeat.offer().idempotencyKey()).isEqualTo(first.offer().idempotencyKey());
        assertThat(other.offer().idempotencyKey())
                .isNotEqualTo(first.offer().idempotencyKey())
                .hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void a_deleted_receipt_sends_the_item_again() {
        // given
        shows(A, 5, 1);
        want(A, 5, 1);
        // when
        queue.forgetReceipt(0, A, NOW);
        // then
        assertThat(takeOne().offer().quantity()).isEqualTo(5);
    }
}
