package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.hub.budget.ItemQuota;
import io.crossdock.hub.policy.PriceGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A channel that lets each item be written only so often: ten at once, of which one comes back in 20 seconds. */
class ItemQuotaQueueTest extends OfferQueueStories {

    private static final ItemQuota QUOTA = new ItemQuota(20, Duration.ofSeconds(200));

    private long version;

    private void use(int writes, Instant now) {
        for (int i = 0; i < writes; i++) {
            want(A, 1000 + version, ++version);
            List<Attempt> taken = queue.take(1, now);
            assertThat(taken).hasSize(1);
            confirm(taken.get(0), now);
        }
    }

    @Test
    void an_item_that_changes_all_the_time_waits_and_its_newest_value_goes_out_when_the_next_write_comes_back() {
        // given
        queue.limitItems(QUOTA);
        use(8, NOW);
        // when
        want(A, 5000, ++version);
        want(A, 6000, ++version);
        want(B, 1, 1);
        // then
        assertThat(queue.take(9, NOW))
                .extracting(attempt -> attempt.offer().sku())
                .containsExactly(B);
        assertThat(queue.nextDue(NOW)).isEqualTo(NOW.plusSeconds(20));
        assertThat(queue.pending()).isEqualTo(1);
        assertThat(queue.take(9, NOW.plusSeconds(19))).isEmpty();
        assertThat(queue.take(9, NOW.plusSeconds(20)))
                .extracting(attempt -> attempt.offer().quantity())
                .containsExactly(6000L);
    }

    @Test
    void a_decrease_takes_what_is_kept_for_it_at_once_also_of_an_item_that_waits_already() {
        // given
        queue.limitItems(QUOTA);
        use(8, NOW);
        want(A, 5000, ++version);
        assertThat(queue.take(9, NOW)).isEmpty();
        // when
        want(A, 0, ++version);
        // then
        Attempt decrease = takeOne();
        assertThat(decrease.offer().quantity()).isZero();
        confirm(decrease, NOW);
        // when the reserve is used up as well
        want(A, 7000, ++version);
        assertThat(queue.take(9, NOW)).isEmpty();
        assertThat(queue.nextDue(NOW)).isEqualTo(NOW.plusSeconds(40));
    }

    @Test
    void what_is_used_stands_in_the_receipt_and_holds_in_the_next_process() {
        // given
        queue.limitItems(QUOTA);
        use(7, NOW);
        want(A, 5000, ++version);
        Receipt receipt = queue.receipt(takeOne(), NOW.plusSeconds(1));
        ReceiptIssued written = receipt.event(new ChannelId("acme-eu"), A);
        // when
        OfferQueue next = new OfferQueue(new ChannelId("acme-eu"), null, PriceGuard.NONE);
        next.limitItems(QUOTA);
        next.confirm(0, A, Receipt.read(0, written), NOW.plusSeconds(2));
        next.wantQuantity(0, A, new Wanted<>(9000L, 99L, NOW, null), NOW.plusSeconds(2));
        // then
        assertThat(written.writes().used()).isEqualByComparingTo("8");
        assertThat(next.take(9, NOW.plusSeconds(2))).isEmpty();
        assertThat(next.take(9, NOW.plusSeconds(20))).hasSize(1);
    }

    @Test
    void a_channel_without_a_quota_writes_and_remembers_nothing_of_it() {
        // given
        use(50, NOW);
        want(A, 5000, ++version);
        // when
        Receipt receipt = queue.receipt(takeOne(), NOW);
        // then
        assertThat(receipt.event(new ChannelId("acme-eu"), A).writes()).isNull();
    }
}
