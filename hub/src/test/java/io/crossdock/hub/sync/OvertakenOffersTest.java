package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Ticket;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A channel accepted an offer and works on it; a newer one that was sent meanwhile got no answer, or another one. */
class OvertakenOffersTest extends OfferQueueStories {

    private static final ChannelId CHANNEL = new ChannelId("acme-eu");

    private Attempt sendsAndHearsNothing(int settledAfter) {
        Attempt attempt = takeOne();
        queue.failed(attempt, Failure.unanswered("acme", "push", "timeout", null), true, 1, NOW);
        queue.unanswered(attempt, after(settledAfter), NOW);
        return attempt;
    }

    @Test
    void the_result_of_the_older_one_leaves_the_doubt_and_the_wait_of_the_newer_one() {
        // given
        shows(A, 5, 1);
        want(A, 4, 2);
        Acceptance older = accept(takeOne(), true, NOW);
        want(A, 3, 3);
        sendsAndHearsNothing(10);
        want(A, 4, 4);
        // when
        confirm(older.attempt(), after(2));
        // then
        assertThat(queue.asking().size()).isZero();
        assertThat(queue.take(9, after(9))).isEmpty();
        Attempt again = queue.take(9, after(10)).get(0);
        assertThat(again.offer().quantity()).isEqualTo(4);
        assertThat(again.offer().shownQuantity()).isNull();
        // when
        confirm(again, after(11));
        // then
        assertThat(queue.take(9, after(60))).isEmpty();
    }

    @Test
    void the_older_one_that_ends_without_a_result_does_not_shorten_the_wait_of_the_newer_one() {
        // given
        shows(A, 5, 1);
        want(A, 4, 2);
        Acceptance older = accept(takeOne(), true, NOW);
        want(A, 3, 3);
        sendsAndHearsNothing(60);
        // when
        queue.failed(older.attempt(), failure(Failure.Kind.UNAVAILABLE), true, 1, after(20));
        // then
        assertThat(queue.take(9, after(59))).isEmpty();
        assertThat(queue.take(9, after(60))).hasSize(1);
    }

    @Test
    void one_that_is_confirmed_at_once_ends_the_doubt_of_all_that_were_sent_before_it() {
        // given
        shows(A, 5, 1);
        want(A, 4, 2);
        accept(takeOne(), true, NOW);
        want(A, 3, 3);
        sendsAndHearsNothing(10);
        want(A, 2, 4);
        // when
        confirm(queue.take(1, after(10)).get(0), after(11));
        // then
        assertThat(queue.asking().size()).isZero();
        assertThat(queue.item(0, A).orElseThrow().quantity.isUnsure()).isFalse();
        assertThat(queue.take(9, after(60))).isEmpty();
    }

    @Test
    void a_refused_newer_one_stays_refused_when_the_older_one_is_refused_after_it() {
        // given
        want(A, 4, 2);
        Acceptance older = accept(takeOne(), true, NOW);
        want(A, 3, 3);
        queue.failed(takeOne(), failure(Failure.Kind.REJECTED), false, 1, NOW);
        // when
        queue.failed(older.attempt(), failure(Failure.Kind.REJECTED), false, 1, after(2));
        // then
        assertThat(queue.take(9, after(60))).isEmpty();
        assertThat(queue.parked()).isEqualTo(1);
    }

    @Test
    void its_lag_still_counts_from_its_own_change_when_the_older_one_has_its_result() {
        // given
        shows(A, 5, 1);
        want(A, 4, 2, NOW.minusSeconds(9));
        Acceptance older = accept(takeOne(), true, NOW);
        want(A, 3, 3, NOW.minusSeconds(5));
        want(A, 2, 4, NOW.minusSeconds(3));
        sendsAndHearsNothing(10);
        // when
        confirm(older.attempt(), after(2));
        want(A, 1, 5, after(5));
        // then
        Attempt again = queue.take(9, after(10)).get(0);
        assertThat(again.committedAt())
                .as("the oldest change that was not told")
                .isEqualTo(NOW.minusSeconds(5));
        // when
        confirm(again, after(11));
        want(A, 7, 6, after(12));
        // then
        assertThat(queue.take(9, after(12)).get(0).committedAt()).isEqualTo(after(12));
    }

    @Test
    void its_lag_counts_from_the_older_change_when_the_older_one_came_to_nothing() {
        // given
        shows(A, 5, 1);
        want(A, 4, 2, NOW.minusSeconds(9));
        Acceptance older = accept(takeOne(), true, NOW);
        want(A, 3, 3, NOW.minusSeconds(5));
        sendsAndHearsNothing(10);
        // when
        queue.failed(older.attempt(), failure(Failure.Kind.REJECTED), false, 1, after(2));
        // then
        assertThat(queue.take(9, after(10)).get(0).committedAt()).isEqualTo(NOW.minusSeconds(9));
    }

    /** Another process, which read what was accepted, and that the owner before died. */
    private OfferQueue nextOwner(Receipt accepted, long quantity, long version) {
        OfferQueue next = new OfferQueue(CHANNEL, null, PriceGuard.NONE);
        next.confirm(0, A, Receipt.read(0, accepted.event(CHANNEL, A)), after(9));
        next.wantQuantity(0, A, new Wanted<>(quantity, version, NOW, null), after(9));
        next.item(0, A).orElseThrow().recordedMillis = NOW.toEpochMilli();
        next.suspect(NOW, after(9));
        return next;
    }

    private Receipt acceptedReceipt() {
        return queue.receipt(Acceptance.of(takeOne(), new Ticket("import-1", WITHIN, WITHIN, true), NOW));
    }

    @Test
    void whoever_comes_after_a_kill_tells_again_what_may_have_overtaken_the_accepted_one_and_went_back() {
        // given
        shows(A, 5, 1);
        want(A, 4, 2);
        // when: 3 pieces at version 3 may have been sent
        OfferQueue next = nextOwner(acceptedReceipt(), 4, 4);
        // then
        Attempt again = next.take(9, after(9)).get(0);
        assertThat(again.offer().quantity()).isEqualTo(4);
        assertThat(again.offer().shownQuantity()).isNull();
    }

    @Test
    void that_holds_for_an_item_of_which_nothing_was_confirmed_yet() {
        // given
        want(A, 4, 2);
        // when
        OfferQueue next = nextOwner(acceptedReceipt(), 4, 4);
        // then
        assertThat(next.unknownSince()).contains(NOW);
        assertThat(next.take(9, after(9))).hasSize(1);
        assertThat(next.unknownSince()).as("until it is answered").contains(NOW);
    }

    @Test
    void what_is_still_the_accepted_one_is_only_asked_about_after_a_kill() {
        // given
        shows(A, 5, 1);
        want(A, 4, 2);
        // when
        OfferQueue next = nextOwner(acceptedReceipt(), 4, 2);
        // then
        assertThat(next.take(9, after(9))).isEmpty();
        assertThat(next.asking().size()).isEqualTo(1);
    }

    @Test
    void the_next_owner_hears_of_a_newer_one_that_is_on_its_way_and_of_none_that_is_only_accepted() {
        // given
        want(A, 4, 2);
        recorded(NOW.minusSeconds(60));
        accept(takeOne(), true, NOW);
        assertThat(queue.unknownSince()).isEmpty();
        // when
        want(A, 3, 3);
        recorded(NOW.minusSeconds(50));
        takeOne();
        // then
        assertThat(queue.unknownSince()).contains(NOW.minusSeconds(50));
    }

    @Test
    void it_does_so_still_when_the_accepted_one_has_its_result_meanwhile() {
        // given
        want(A, 4, 2);
        Acceptance older = accept(takeOne(), true, NOW);
        want(A, 3, 3);
        recorded(NOW.minusSeconds(50));
        Attempt newer = takeOne();
        // when
        confirm(older.attempt(), after(1));
        // then
        assertThat(queue.unknownSince()).contains(NOW.minusSeconds(50));
        // when
        confirm(newer, after(2));
        // then
        assertThat(queue.unknownSince()).isEmpty();
    }

    @Test
    void a_late_answer_ends_nothing_that_another_owner_had_accepted_since_and_the_newest_is_told_again() {
        // given a request that hangs while somebody else has the channel for a while
        want(A, 4, 3);
        Attempt theirs = takeOne();
        Receipt newer = queue.receipt(Acceptance.of(theirs, new Ticket("theirs", WITHIN, WITHIN, true), NOW));
        queue.settled(theirs, null, NOW);
        queue.drop(0);
        want(A, 5, 2);
        Attempt hangs = takeOne();
        queue.drop(0);
        queue.confirm(0, A, newer, NOW);
        want(A, 4, 3);
        // when
        Receipt receipt = queue.receipt(hangs, after(1));
        queue.settled(hangs, receipt, after(1));
        // then
        assertThat(receipt).isNull();
        assertThat(queue.asking().size()).isEqualTo(1);
        assertThat(queue.take(9, after(1)).get(0).offer().quantity()).isEqualTo(4);
    }

    private void recorded(Instant at) {
        queue.item(0, A).orElseThrow().recordedMillis = at.toEpochMilli();
    }
}
