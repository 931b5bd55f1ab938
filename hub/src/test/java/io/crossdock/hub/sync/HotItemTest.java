package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An item that changes all the time. */
class HotItemTest extends OfferQueueStories {

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
}
