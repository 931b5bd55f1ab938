package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.BrakeRule;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.policy.HeldBack;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.spi.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel that shows 100 items at 5 pieces and 10 EUR, and a brake at 20 per cent of both. */
class BrakeTest {

    private static final Instant NOW = Instant.parse("2026-03-14T09:00:00Z");
    private static final int ITEMS = 100;

    private final OfferQueue queue = new OfferQueue(
            new ChannelId("acme-eu"),
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(60), new Random(1)),
            PriceGuard.NONE,
            new Brake(Optional.of(new BrakeRule(20, 20, 30, Duration.ofHours(1)))));

    @BeforeEach
    void allIsShown() {
        for (int i = 0; i < ITEMS; i++) {
            wantQuantity(i, 5, 1);
            wantPrice(i, "10.00", 1);
        }
        assertThat(confirmAll(NOW)).isEqualTo(ITEMS);
    }

    @Test
    void as_many_as_are_usual_go_out() {
        // when
        for (int i = 0; i < 20; i++) {
            wantQuantity(i, 0, 2);
        }

        // then
        assertThat(confirmAll(NOW)).isEqualTo(20);
        assertThat(queue.brakeTold()).isEmpty();
    }

    @Test
    void more_are_held_and_told_and_the_others_go_on_until_somebody_lets_them_through() {
        // when
        for (int i = 0; i < 21; i++) {
            wantQuantity(i, 0, 2);
        }
        wantQuantity(50, 4, 2);

        // then
        assertThat(confirmAll(NOW)).isEqualTo(1);
        assertThat(queue.brakeTold()).contains("the brake holds: 21 of 100 items would be set to zero");
        assertThat(queue.braked()).isEqualTo(21);
        assertThat(queue.pending()).isEqualTo(21);
        assertThat(queue.brakeHolds()).isEqualTo(new Brake.Holds(NOW, null));

        // when
        queue.letThrough();

        // then
        assertThat(confirmAll(NOW)).isEqualTo(21);
        assertThat(queue.brakeTold()).isEmpty();
        assertThat(queue.brakeHolds()).isEqualTo(new Brake.Holds(null, null));
    }

    @Test
    void what_was_sent_within_the_window_counts_and_later_no_more() {
        // given
        for (int i = 0; i < 15; i++) {
            wantQuantity(i, 0, 2);
        }
        assertThat(confirmAll(NOW)).isEqualTo(15);

        // when
        for (int i = 15; i < 25; i++) {
            wantQuantity(i, 0, 2);
        }

        // then
        assertThat(confirmAll(NOW.plus(Duration.ofMinutes(59)))).isZero();
        assertThat(confirmAll(NOW.plus(Duration.ofMinutes(61)))).isEqualTo(10);
    }

    @Test
    void pieces_that_are_held_back_since_the_channel_is_slow_are_no_zeros_of_the_erp() {
        // given
        HeldBack slow = new HeldBack(5, 1, Duration.ofSeconds(5));

        // when
        for (int i = 0; i < 50; i++) {
            queue.wantQuantity(0, sku(i), new Wanted<>(0L, 2L, null, null, slow), NOW);
        }
        for (int i = 50; i < 70; i++) {
            wantQuantity(i, 0, 2);
        }

        // then
        assertThat(confirmAll(NOW)).isEqualTo(70);
        assertThat(queue.brakeTold()).isEmpty();
    }

    @Test
    void an_item_that_is_wanted_again_is_no_longer_held_and_the_others_may_be_few_enough_by_that() {
        // given
        for (int i = 0; i < 30; i++) {
            wantQuantity(i, 0, 2);
        }
        assertThat(confirmAll(NOW)).isZero();

        // when
        for (int i = 0; i < 15; i++) {
            wantQuantity(i, 5, 3);
        }

        // then
        assertThat(confirmAll(NOW)).isEqualTo(15);
    }

    @Test
    void it_tells_when_it_lets_go_by_itself_as_when_somebody_has_it_let_go() {
        // given
        for (int i = 0; i < 30; i++) {
            wantQuantity(i, 0, 2);
        }
        assertThat(queue.brake(NOW)).as("it begins to hold").isFalse();

        // when
        for (int i = 0; i < 15; i++) {
            wantQuantity(i, 5, 3);
        }

        // then
        assertThat(queue.brake(NOW)).isTrue();
        assertThat(queue.brake(NOW)).isFalse();

        // when
        for (int i = 0; i < 30; i++) {
            wantQuantity(i, 0, 4);
        }
        queue.brake(NOW);
        queue.letThrough();

        // then
        assertThat(queue.brake(NOW)).isTrue();

        // when
        assertThat(confirmAll(NOW)).isEqualTo(30);

        // then
        assertThat(queue.brake(NOW)).as("nothing is left of it").isFalse();
    }

    @Test
    void prices_are_held_that_move_far_and_only_those() {
        // when
        for (int i = 0; i < 21; i++) {
            wantPrice(i, "6.99", 2);
        }
        for (int i = 30; i < 90; i++) {
            wantPrice(i, "7.00", 2);
        }

        // then
        assertThat(confirmAll(NOW)).isEqualTo(60);
        assertThat(queue.brakeTold()).contains("the brake holds: 21 of 100 prices would be moved far");
    }

    @Test
    void an_item_that_fails_and_is_sent_again_counts_once() {
        // given
        for (int i = 0; i < 12; i++) {
            wantQuantity(i, 0, 2);
        }
        Instant at = NOW;

        // when
        for (int round = 0; round < 5; round++) {
            queue.brake(at);
            List<Attempt> taken = queue.take(ITEMS, at);
            assertThat(taken).hasSize(12);
            for (Attempt attempt : taken) {
                queue.failed(attempt, Failure.unavailable("acme", "push", "away", null), false, 12, at);
            }
            at = at.plus(Duration.ofMinutes(2));
        }

        // then
        assertThat(confirmAll(at)).isEqualTo(12);
    }

    @Test
    void nothing_but_what_was_held_is_let_through() {
        // given thirty that were let through, of which a slow channel has got five
        thirtyAreLetThrough();
        queue.take(5, NOW).forEach(attempt -> queue.settled(attempt, queue.receipt(attempt, NOW), NOW));

        // when a broken import sets others to zero
        for (int i = 40; i < 80; i++) {
            wantQuantity(i, 0, 3);
        }

        // then
        assertThat(confirmAll(NOW)).isEqualTo(25);
        assertThat(queue.braked()).isEqualTo(40);

        // when one of the first is on stock again, and then set to zero with the others
        wantQuantity(0, 7, 4);
        assertThat(confirmAll(NOW)).isEqualTo(1);
        wantQuantity(0, 0, 5);

        // then
        assertThat(confirmAll(NOW)).isZero();
        assertThat(queue.braked()).isEqualTo(41);
    }

    @Test
    void what_was_let_through_and_fails_is_not_held_again() {
        // given
        thirtyAreLetThrough();
        List<Attempt> taken = queue.take(ITEMS, NOW);
        assertThat(taken).hasSize(30);

        // when the request fails, with nothing else waiting
        queue.brake(NOW);
        for (Attempt attempt : taken) {
            queue.failed(attempt, Failure.unavailable("acme", "push", "away", null), false, 30, NOW);
        }

        // then
        assertThat(confirmAll(NOW.plus(Duration.ofMinutes(2)))).isEqualTo(30);
    }

    private void thirtyAreLetThrough() {
        for (int i = 0; i < 30; i++) {
            wantQuantity(i, 0, 2);
        }
        queue.brake(NOW);
        queue.letThrough();
        queue.brake(NOW);
    }

    private int confirmAll(Instant now) {
        queue.brake(now);
        List<Attempt> taken = queue.take(10 * ITEMS, now);
        taken.forEach(attempt -> queue.settled(attempt, queue.receipt(attempt, now), now));
        return taken.size();
    }

    private void wantQuantity(int item, long quantity, long version) {
        queue.wantQuantity(0, sku(item), new Wanted<>(quantity, version, NOW, null), NOW);
    }

    private void wantPrice(int item, String amount, long version) {
        Recency recency = Recency.of(Sequence.of(1, version, 0));
        Money price = new Money(new BigDecimal(amount), "EUR");
        queue.wantPrice(0, sku(item), new Wanted<>(price, recency, NOW, null), false, NOW);
    }

    private static Sku sku(int item) {
        return new Sku("ART-" + item);
    }
}
