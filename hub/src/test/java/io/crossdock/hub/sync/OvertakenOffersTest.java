package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.spi.Failure;
import org.junit.jupiter.api.Test;

/** A channel accepted an offer and works on it; a newer one that was sent meanwhile got no answer, or another one. */
class OvertakenOffersTest extends OfferQueueStories {

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
}
