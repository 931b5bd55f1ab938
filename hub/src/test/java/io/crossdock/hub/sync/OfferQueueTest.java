package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.spi.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OfferQueueTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Sku A = new Sku("A");
    private static final Sku B = new Sku("B");
    private static final Sku C = new Sku("C");

    private final OfferQueue queue = new OfferQueue(
            new ChannelId("acme-eu"),
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(60), new Random(1)),
            PriceGuard.NONE);

    private void want(Sku sku, long quantity, long version) {
        want(sku, quantity, version, NOW);
    }

    private void want(Sku sku, long quantity, long version, Instant committedAt) {
        queue.wantQuantity(0, sku, new Wanted<>(quantity, version, committedAt, null), NOW);
    }

    private void shows(Sku sku, long quantity, long version) {
        queue.confirm(0, sku, new Receipt(new Confirmed<>(quantity, version, null, NOW), null), NOW);
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private Attempt takeOne() {
        List<Attempt> taken = queue.take(1, NOW);
        assertThat(taken).hasSize(1);
        return taken.get(0);
    }

    private void confirm(Attempt attempt, Instant at) {
        queue.settled(attempt, queue.receipt(attempt, at), at);
    }

    private static Failure failure(Failure.Kind kind) {
        return switch (kind) {
            case MALFORMED -> Failure.malformed("acme", "push", "A", "x");
            case UNMAPPABLE -> Failure.unmappable("acme", "push", "A", "x");
            case REJECTED -> Failure.rejected("acme", "push", "A", "x");
            case UNAUTHORIZED -> Failure.unauthorized("acme", "push", "x");
            case THROTTLED -> Failure.throttled("acme", "push", null);
            case UNAVAILABLE -> Failure.unavailable("acme", "push", "x", null);
            case STALE -> Failure.stale("acme", "push", "A", "x");
        };
    }

    private List<Sku> order() {
        return queue.take(100, NOW).stream()
                .map(attempt -> attempt.offer().sku())
                .toList();
    }

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
    void a_change_of_what_waits_to_be_put_right_is_as_late_as_itself() {
        // given
        want(A, 5, 1, NOW.minusSeconds(3_600));
        confirm(takeOne(), NOW.minusSeconds(3_599));
        queue.resync(NOW, NOW);
        // when
        want(A, 4, 2, NOW.minusSeconds(1));
        // then
        assertThat(takeOne().committedAt()).isEqualTo(NOW.minusSeconds(1));
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
    void a_deleted_receipt_sends_the_item_again() {
        // given
        shows(A, 5, 1);
        want(A, 5, 1);
        // when
        queue.forgetReceipt(0, A, NOW);
        // then
        assertThat(takeOne().offer().quantity()).isEqualTo(5);
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

        // when
        confirm(repair, NOW.plusSeconds(62));
        queue.confirm(0, A, new Receipt(confirmed.doubted(NOW.plusSeconds(60)), null), NOW.plusSeconds(63));

        // then
        assertThat(queue.take(1, NOW.plusSeconds(64))).isEmpty();
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
    void a_hot_item_waits_between_two_of_its_requests_and_then_goes_as_it_is() {
        // given
        queue.repeatsAfter(Duration.ofMillis(600));
        want(A, 5, 1);
        confirm(takeOne(), NOW.plusMillis(20));

        // when
        want(A, 4, 2);
        want(A, 3, 3);

        // then
        assertThat(queue.take(1, NOW.plusMillis(599))).isEmpty();
        assertThat(queue.nextDue(NOW.plusMillis(599))).isEqualTo(NOW.plusMillis(600));
        assertThat(queue.take(1, NOW.plusMillis(600)))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.offer().quantity()).isEqualTo(3));
    }

    @Test
    void others_go_while_a_hot_item_waits() {
        // given
        queue.repeatsAfter(Duration.ofMillis(600));
        want(A, 5, 1);
        confirm(takeOne(), NOW.plusMillis(20));

        // when
        want(A, 4, 2);
        want(B, 9, 1);

        // then
        assertThat(order()).containsExactly(B);
    }

    @Test
    void a_hot_item_that_was_quiet_for_a_while_waits_for_nothing() {
        // given
        queue.repeatsAfter(Duration.ofMillis(600));
        want(A, 5, 1);
        confirm(takeOne(), NOW.plusMillis(20));

        // when
        queue.wantQuantity(0, A, new Wanted<>(4L, 2L, null, null), NOW.plusSeconds(1));

        // then
        assertThat(queue.take(1, NOW.plusSeconds(1))).hasSize(1);
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
        queue.item(0, A).orElseThrow().recordedMillis = NOW.toEpochMilli();
        queue.item(0, B).orElseThrow().recordedMillis = NOW.toEpochMilli();
        queue.item(0, C).orElseThrow().recordedMillis = NOW.minusMillis(1).toEpochMilli();
        assertThat(queue.pending()).isZero();
        // when
        queue.suspect(NOW, NOW);
        // then
        assertThat(order()).containsExactly(A);
    }
}
