package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Ticket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A channel accepts offers and works on them; what became of them is asked later. */
class AcceptedOffersTest extends OfferQueueStories {

    private static final ChannelId CHANNEL = new ChannelId("acme-eu");

    @Test
    void an_accepted_item_gets_no_newer_value_before_its_result_and_the_newest_of_all_then() {
        // given
        want(A, 5, 1);
        Acceptance acceptance = accept(takeOne(), false, NOW);
        // when
        want(A, 4, 2);
        want(A, 3, 3);
        want(B, 9, 1);
        // then
        assertThat(queue.take(9, after(1)))
                .extracting(attempt -> attempt.offer().sku())
                .containsExactly(B);
        assertThat(queue.asking().size()).isEqualTo(1);
        assertThat(queue.inFlight()).as("B alone").isEqualTo(1);
        // when
        assertThat(queue.asking().take(9, after(2))).containsExactly(acceptance);
        confirm(acceptance.attempt(), after(2));
        // then
        assertThat(queue.asking().size()).isZero();
        assertThat(queue.take(9, after(2)))
                .extracting(attempt -> attempt.offer().quantity())
                .containsExactly(3L);
    }

    @Test
    void it_is_asked_soon_then_ever_later_and_once_more_when_its_time_is_over() {
        // given
        want(A, 5, 1);
        Acceptance acceptance = accept(takeOne(), false, NOW);
        // when, then
        for (int seconds : new int[] {2, 6, 14, 20}) {
            assertThat(queue.asking().next()).isEqualTo(after(seconds));
            assertThat(queue.asking().take(9, after(seconds).minusMillis(1))).isEmpty();
            assertThat(queue.asking().take(9, after(seconds))).hasSize(1);
            assertThat(queue.asking().next()).isNull();
            assertThat(queue.askAgain(acceptance, after(seconds))).isEqualTo(seconds < 20);
        }
    }

    @Test
    void those_of_one_ticket_are_asked_about_at_once() {
        // given
        for (Sku sku : List.of(A, B, C)) {
            want(sku, 5, 1);
        }
        Ticket other = new Ticket("import-2", Duration.ofSeconds(2), WITHIN, false);
        Acceptance first = accept(takeOne(), false, NOW);
        Acceptance second = accept(takeOne(), false, NOW);
        Acceptance third = Acceptance.of(takeOne(), other, NOW);
        queue.accepted(third, NOW);
        // when, then
        assertThat(queue.asking().take(1, after(2))).containsExactly(first, second);
        assertThat(queue.asking().take(1, after(2))).containsExactly(third);
        assertThat(queue.asking().take(1, after(2))).isEmpty();
    }

    @Test
    void one_that_was_asked_before_its_time_was_over_and_answered_later_is_asked_once_more() {
        // given
        want(A, 5, 1);
        Acceptance acceptance = accept(takeOne(), false, NOW);
        queue.asking().take(9, after(19));
        // when, then
        assertThat(queue.askAgain(acceptance, after(23))).isTrue();
        assertThat(queue.asking().take(9, after(60))).hasSize(1);
        assertThat(queue.askAgain(acceptance, after(60))).isFalse();
    }

    @Test
    void one_without_a_result_in_time_is_sent_again_as_one_without_an_answer() {
        // given
        shows(A, 5, 1);
        want(A, 4, 2);
        Acceptance acceptance = accept(takeOne(), false, NOW);
        want(A, 5, 3);
        // when
        queue.asking().take(9, after(20));
        Failure failure = Failure.unanswered("acme", "offers", "no result", null);
        queue.failed(acceptance.attempt(), failure, true, 1, after(20));
        queue.unanswered(acceptance.attempt(), after(20), after(20));
        // then what the channel confirmed before is no reason to leave it
        Attempt again = queue.take(9, after(22)).get(0);
        assertThat(again.offer().quantity()).isEqualTo(5);
        assertThat(again.offer().shownQuantity()).isNull();
        assertThat(queue.asking().size()).isZero();
    }

    @Test
    void a_rejected_one_is_left_alone_until_something_newer_is_wanted() {
        // given
        want(A, 5, 1);
        Acceptance acceptance = accept(takeOne(), false, NOW);
        // when
        boolean parked = queue.failed(acceptance.attempt(), failure(Failure.Kind.REJECTED), false, 1, after(2));
        // then
        assertThat(parked).isTrue();
        assertThat(queue.take(9, after(3))).isEmpty();
        want(A, 6, 2);
        assertThat(takeOne().offer().quantity()).isEqualTo(6);
    }

    @Test
    void where_the_channel_lets_it_a_newer_value_overtakes_the_accepted_one_and_takes_along_what_is_open() {
        // given
        want(A, 5, 1);
        queue.wantPrice(0, A, new Wanted<>(euros("9.90"), Recency.of(Sequence.of(1, 1, 0)), NOW, null), false, NOW);
        Acceptance first = accept(takeOne(), true, NOW);
        assertThat(queue.take(9, after(1))).isEmpty();
        // when
        want(A, 3, 2, after(1));
        Attempt newer = queue.take(9, after(1)).get(0);
        // then
        assertThat(newer.offer().quantity()).isEqualTo(3);
        assertThat(newer.offer().price()).isEqualTo(euros("9.90"));
        assertThat(newer.committedAt()).as("the oldest change without a result").isEqualTo(NOW);
        // when
        Acceptance second = accept(newer, true, after(1));
        // then
        assertThat(queue.asking().isOpen(first)).isFalse();
        assertThat(queue.asking().take(9, after(9))).containsExactly(second);
        assertThat(queue.take(9, after(9))).isEmpty();
        // when
        confirm(newer, after(9));
        // then
        Item item = queue.item(0, A).orElseThrow();
        assertThat(item.quantity.confirmed().value()).isEqualTo(3);
        assertThat(item.quantity.confirmed().acceptedAt()).isEqualTo(after(1));
        assertThat(item.quantity.confirmed().confirmedAt()).isEqualTo(after(9));
        assertThat(item.price.confirmed().value()).isEqualTo(euros("9.90"));
        assertThat(queue.take(9, after(9))).isEmpty();
    }

    @Test
    void a_result_of_the_first_that_comes_while_a_newer_one_is_on_its_way_is_its_own() {
        // given
        want(A, 5, 1);
        Acceptance first = accept(takeOne(), true, NOW);
        want(A, 3, 2);
        Attempt newer = takeOne();
        // when
        confirm(first.attempt(), after(2));
        Receipt receipt = queue.receipt(Acceptance.of(newer, new Ticket("i2", WITHIN, WITHIN, true), after(3)));
        // then
        assertThat(queue.inFlight()).isEqualTo(1);
        assertThat(receipt.quantity().value()).isEqualTo(5);
        assertThat(receipt.acceptance().attempt()).isEqualTo(newer);
    }

    @Test
    void a_newer_one_without_an_answer_is_not_forgotten_where_the_wish_goes_back_to_the_accepted_value() {
        // given
        want(A, 5, 1);
        accept(takeOne(), true, NOW);
        want(A, 3, 2);
        Attempt newer = takeOne();
        queue.failed(newer, Failure.unanswered("acme", "push", "timeout", null), true, 1, NOW);
        queue.unanswered(newer, after(10), NOW);
        // when
        want(A, 5, 3);
        // then
        Attempt again = queue.take(9, after(10)).get(0);
        assertThat(again.offer().quantity()).isEqualTo(5);
        // when
        accept(again, true, after(11));
        // then
        assertThat(queue.take(9, after(30))).isEmpty();
    }

    @Test
    void a_sale_on_the_channel_since_then_has_the_item_told_again() {
        // given
        want(A, 5, 1);
        accept(takeOne(), true, NOW);
        want(A, 5, 2);
        assertThat(queue.take(9, after(1))).isEmpty();
        // when
        queue.touchQuantity(0, A, 2, NOW);
        // then
        assertThat(takeOne().offer().quantity()).isEqualTo(5);
    }

    @Test
    void whoever_owns_the_channel_next_learns_of_it_by_the_receipt_and_asks_at_once() {
        // given
        shows(A, 5, 1);
        want(A, 4, 2, NOW.minusSeconds(3));
        Attempt attempt = takeOne();
        Ticket ticket = new Ticket("import-1", Duration.ofSeconds(2), WITHIN, false);
        Receipt receipt = queue.receipt(Acceptance.of(attempt, ticket, after(1)));
        ReceiptIssued written = receipt.event(CHANNEL, A);
        assertThat(written.quantity().value()).hasToString("5");
        assertThat(written.accepted().quantity().value()).hasToString("4");
        // when another process reads what is wanted and the receipt, in either order
        OfferQueue next = new OfferQueue(CHANNEL, null, PriceGuard.NONE);
        next.confirm(0, A, Receipt.read(0, written), after(9));
        next.wantQuantity(0, A, new Wanted<>(2L, 3L, after(5), null), after(9));
        // then it neither sends nor forgets
        assertThat(next.take(9, after(9))).isEmpty();
        List<Acceptance> asked = next.asking().take(9, after(9));
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).question(after(9)).ticket()).isEqualTo("import-1");
        assertThat(asked.get(0).question(after(9)).isLast()).isFalse();
        assertThat(asked.get(0).question(after(21)).isLast()).isTrue();
        assertThat(asked.get(0).attempt().committedAt()).isEqualTo(NOW.minusSeconds(3));
        // when
        Receipt confirmed = next.receipt(asked.get(0).attempt(), after(10));
        next.settled(asked.get(0).attempt(), confirmed, after(10));
        // then
        ReceiptIssued end = confirmed.event(CHANNEL, A);
        assertThat(end.accepted()).isNull();
        assertThat(end.quantity().acceptedAt()).isEqualTo(after(1));
        assertThat(end.quantity().confirmedAt()).isEqualTo(after(10));
        assertThat(end.quantity().committedAt()).isEqualTo(NOW.minusSeconds(3));
        assertThat(next.take(9, after(10)))
                .extracting(again -> again.offer().quantity())
                .containsExactly(2L);
    }

    @Test
    void a_later_receipt_ends_what_an_earlier_one_told_and_no_earlier_one_begins_it_again() {
        // given
        want(A, 4, 2);
        Attempt attempt = takeOne();
        Ticket ticket = new Ticket("import-1", Duration.ofSeconds(2), WITHIN, false);
        Receipt accepted = queue.receipt(Acceptance.of(attempt, ticket, after(1)));
        Receipt confirmed = new Receipt(new Confirmed<>(4L, 2L, NOW, after(5)), null);
        OfferQueue next = new OfferQueue(CHANNEL, null, PriceGuard.NONE);
        // when
        next.confirm(0, A, accepted, after(9));
        assertThat(next.asking().size()).isEqualTo(1);
        next.confirm(0, A, confirmed, after(9));
        // then
        assertThat(next.asking().size()).isZero();
        // when
        next.confirm(0, A, accepted, after(9));
        // then
        assertThat(next.asking().size()).isZero();
    }

    @Test
    void a_partition_with_another_owner_is_not_asked_about() {
        // given
        want(A, 5, 1);
        Acceptance acceptance = accept(takeOne(), false, NOW);
        // when
        queue.drop(0);
        // then
        assertThat(queue.asking().next()).isNull();
        assertThat(queue.asking().isOpen(acceptance)).isFalse();
        assertThat(queue.receipt(acceptance)).isNull();
        assertThat(queue.asking().size()).isZero();
    }

    @Test
    void what_is_accepted_is_no_request_on_its_way_that_a_hub_which_ends_waits_for() {
        // given
        want(A, 5, 1);
        Attempt attempt = takeOne();
        // when
        accept(attempt, false, NOW);
        // then
        assertThat(queue.inFlight()).isZero();
        assertThat(queue.settledAt(Duration.ofSeconds(10), NOW)).isBefore(NOW);
    }
}
