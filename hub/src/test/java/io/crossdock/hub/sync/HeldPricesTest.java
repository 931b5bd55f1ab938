package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelText;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.policy.PriceGuard;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A price that moves too far is held, and all else goes on. */
class HeldPricesTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Sku LAMP = new Sku("LAMP-1");

    private final OfferQueue queue = queue();

    private static OfferQueue queue() {
        PriceGuard guard =
                ChannelText.prices("{list: retail, guard: 30%}", "EUR").guard();
        return new OfferQueue(
                new ChannelId("acme-eu"),
                new Backoff(Duration.ofMillis(200), Duration.ofSeconds(60), new Random(1)),
                guard);
    }

    @Test
    void a_first_price_goes_whatever_it_is() {
        // when
        want("1000.00", 1);
        // then
        assertThat(sent()).isEqualTo(euros("1000.00"));
        assertThat(queue.held()).isZero();
    }

    @Test
    void a_price_that_moves_too_far_is_held_and_the_quantity_goes() {
        // given
        want("10.00", 1);
        sent();
        // when
        want("1.00", 2);
        queue.wantQuantity(0, LAMP, new Wanted<>(5L, 1L, NOW, null), NOW);
        Attempt attempt = queue.take(1, NOW).get(0);
        queue.settled(attempt, queue.receipt(attempt, NOW), NOW);
        // then
        assertThat(attempt.offer().quantity()).isEqualTo(5);
        assertThat(attempt.offer().price()).isNull();
        assertThat(queue.held()).isEqualTo(1);
        assertThat(queue.pending()).isZero();
    }

    @Test
    void a_price_that_changes_back_is_held_no_longer() {
        // given
        want("10.00", 1);
        sent();
        want("1.00", 2);
        // when
        want("11.00", 3);
        // then
        assertThat(queue.held()).isZero();
        assertThat(sent()).isEqualTo(euros("11.00"));
    }

    @Test
    void many_small_steps_may_go_where_one_far_one_may_not() {
        // given
        want("10.00", 1);
        sent();
        // when, then
        want("12.90", 2);
        assertThat(sent()).isEqualTo(euros("12.90"));
        want("16.70", 3);
        assertThat(sent()).isEqualTo(euros("16.70"));
    }

    @Test
    void a_released_price_goes_and_the_next_one_needs_its_own_release() {
        // given
        want("10.00", 1);
        sent();
        want("1.00", 2);
        // when
        release("1.00", 2);
        // then
        assertThat(sent()).isEqualTo(euros("1.00"));
        assertThat(queue.held()).isZero();
        // and
        want("10.00", 3);
        assertThat(queue.held()).isEqualTo(1);
        release("1.00", 2);
        assertThat(queue.held()).isEqualTo(1);
        release("10.00", 3);
        assertThat(sent()).isEqualTo(euros("10.00"));
    }

    @Test
    void a_price_that_was_released_once_is_held_when_it_comes_again_later() {
        // given
        want("10.00", 1);
        sent();
        want("6.00", 2);
        release("6.00", 2);
        sent();
        want("7.50", 3);
        sent();
        want("9.50", 4);
        sent();
        // when
        want("6.00", 5);
        // then
        assertThat(queue.held()).isEqualTo(1);
    }

    @Test
    void it_is_held_again_after_a_restart_in_whatever_order_the_topics_are_read() {
        // given
        want("10.00", 1);
        Attempt attempt = queue.take(1, NOW).get(0);
        Receipt receipt = queue.receipt(attempt, NOW);
        // when
        OfferQueue receiptFirst = queue();
        receiptFirst.confirm(0, LAMP, receipt, NOW);
        want(receiptFirst, "1.00", 2);
        OfferQueue priceFirst = queue();
        want(priceFirst, "1.00", 2);
        priceFirst.confirm(0, LAMP, receipt, NOW);
        OfferQueue releaseFirst = queue();
        release(releaseFirst, "1.00", 2);
        releaseFirst.confirm(0, LAMP, receipt, NOW);
        want(releaseFirst, "1.00", 2);
        // then
        assertThat(receiptFirst.held()).isEqualTo(1);
        assertThat(receiptFirst.take(1, NOW)).isEmpty();
        assertThat(priceFirst.held()).isEqualTo(1);
        assertThat(priceFirst.take(1, NOW)).isEmpty();
        assertThat(releaseFirst.take(1, NOW)).hasSize(1);
    }

    @Test
    void a_price_beyond_its_limits_is_held_though_it_were_the_first_or_released() {
        // when
        queue.wantPrice(0, LAMP, wanted("0.01", 1), true, NOW);
        release("0.01", 1);
        // then
        assertThat(queue.take(1, NOW)).isEmpty();
        assertThat(queue.held()).isEqualTo(1);
        // and
        want("10.00", 2);
        assertThat(sent()).isEqualTo(euros("10.00"));
    }

    @Test
    void a_partition_that_goes_takes_what_it_holds_along() {
        // given
        want("10.00", 1);
        sent();
        want("1.00", 2);
        // when
        queue.drop(0);
        // then
        assertThat(queue.held()).isZero();
    }

    private void want(String price, long position) {
        want(queue, price, position);
    }

    private static void want(OfferQueue queue, String price, long position) {
        queue.wantPrice(0, LAMP, wanted(price, position), false, NOW);
    }

    private static Wanted<Money, Recency> wanted(String price, long position) {
        return new Wanted<>(euros(price), recency(position), NOW, null);
    }

    private void release(String price, long position) {
        release(queue, price, position);
    }

    private static void release(OfferQueue queue, String price, long position) {
        queue.releasePrice(0, LAMP, new Confirmed<>(euros(price), recency(position), null, NOW), NOW);
    }

    private Money sent() {
        Attempt attempt = queue.take(1, NOW).get(0);
        queue.settled(attempt, queue.receipt(attempt, NOW), NOW);
        return attempt.offer().price();
    }

    private static Recency recency(long position) {
        return Recency.of(Sequence.of(1, position, 0));
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }
}
