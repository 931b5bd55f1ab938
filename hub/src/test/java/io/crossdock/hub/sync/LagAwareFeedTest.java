package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelTouch;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelText;
import io.crossdock.hub.events.Consumed;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.Channel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What the sync holds back of an item while its channel is slow. */
class LagAwareFeedTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final ChannelId CHANNEL = new ChannelId("acme-eu");
    private static final Topics TOPICS = new Topics("crossdock");
    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final Sku LAMP = new Sku("LAMP-1");
    private static final SyncSettings AWARE = settings(ChannelText.stock("{lagAware: true}"));

    private final OfferQueue queue = queue();
    private final Feed feed = new Feed(AWARE, queue);

    private static OfferQueue queue() {
        return new OfferQueue(
                CHANNEL, new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), new Random(1)), PriceGuard.NONE);
    }

    @Test
    void an_item_that_sells_shows_fewer_pieces_while_its_channel_is_slow_and_all_once_that_is_over() {
        // given 20 pieces sold of 30: one a second over the memory of 20 seconds
        read(available(30, 1, 0), NOW);
        feed.late(Duration.ZERO, NOW);
        read(available(10, 2, 2), NOW);
        assertThat(sent(NOW).offer().quantity()).isEqualTo(10);
        // when
        feed.late(SLOW, NOW.plusMillis(1));
        // then 3 s lie in the step that ends at 4 s
        Attempt slow = sent(NOW.plusMillis(1));
        assertThat(slow.offer().quantity()).isEqualTo(6);
        assertThat(slow.committedAt()).isNull();
        assertThat(slow.quantity().held().pieces()).isEqualTo(4);
        // when it is fast again for a calm
        feed.late(Duration.ZERO, NOW.plusSeconds(1));
        assertThat(queue.pending()).isZero();
        feed.late(Duration.ZERO, NOW.plusSeconds(32));
        // then
        Attempt fast = sent(NOW.plusSeconds(32));
        assertThat(fast.offer().quantity()).isEqualTo(10);
        assertThat(fast.committedAt()).isNull();
    }

    @Test
    void less_is_held_back_of_an_item_that_sells_no_more_though_the_channel_stays_slow() {
        // given
        sellsWhileSlow();
        // when
        feed.late(SLOW, NOW.plusSeconds(120));
        // then
        assertThat(sent(NOW.plusSeconds(120)).offer().quantity()).isEqualTo(10);
    }

    @Test
    void what_the_erp_takes_away_is_no_sale() {
        // given
        read(available(30, 1, 0), NOW);
        feed.late(SLOW, NOW);
        // when
        read(available(10, 2, 0), NOW);
        // then
        Attempt taken = sent(NOW);
        assertThat(taken.offer().quantity()).isEqualTo(10);
        assertThat(taken.quantity().cause()).isEqualTo(LagCause.ERP);
    }

    @Test
    void what_a_channel_sold_or_counted_is_its_doing_until_the_erp_changes_something_again() {
        // when
        read(available(10, 2, 2), NOW);
        // then
        assertThat(sent(NOW).quantity().cause()).isEqualTo(LagCause.CHANNEL);
        // when
        read(available(9, 3, 2), NOW);
        // then
        assertThat(sent(NOW).quantity().cause()).isEqualTo(LagCause.ERP);
    }

    @Test
    void it_is_off_unless_the_channel_file_says_so() {
        // given
        OfferQueue plainQueue = queue();
        Feed plain = new Feed(settings(ChannelText.stock("{safety: 0}")), plainQueue);
        // when
        plain.accept(consumed(available(30, 1, 0)), NOW);
        plain.late(SLOW, NOW);
        plain.accept(consumed(available(10, 2, 2)), NOW);
        plain.late(Duration.ofMinutes(10), NOW.plusSeconds(1));
        // then
        assertThat(plainQueue.take(1, NOW).get(0).offer().quantity()).isEqualTo(10);
    }

    @Test
    void whoever_looks_from_outside_takes_what_is_held_back_for_no_drift() {
        // given
        Receipt receipt = sellsWhileSlow();
        OfferView view = new OfferView(AWARE);
        // when
        view.accept(consumed(available(10, 2, 2)));
        view.accept(consumed(event(receipt.event(CHANNEL, LAMP))));
        // then
        OfferStanding standing = view.of(0, LAMP).orElseThrow();
        assertThat(standing.quantity().state()).isEqualTo(OfferStanding.State.SHOWN);
        assertThat(standing.quantity().wanted()).isEqualTo(6);
        assertThat(standing.held().pieces()).isEqualTo(4);
    }

    @Test
    void the_next_owner_goes_on_with_what_receipts_say_until_a_calm_is_over() {
        // given
        Receipt receipt = sellsWhileSlow();
        OfferQueue next = queue();
        Feed successor = new Feed(AWARE, next);
        // when receipts come first
        successor.accept(consumed(event(receipt.event(CHANNEL, LAMP))), NOW);
        successor.accept(consumed(available(10, 2, 2)), NOW);
        successor.late(SLOW, NOW);
        // then
        assertThat(next.pending()).isZero();
        // when
        successor.late(Duration.ZERO, NOW.plusSeconds(31));
        // then
        assertThat(next.take(1, NOW.plusSeconds(31)).get(0).offer().quantity()).isEqualTo(10);
    }

    /** Of 10 pieces that are left, 4 are held back. */
    private Receipt sellsWhileSlow() {
        read(available(30, 1, 0), NOW);
        feed.late(SLOW, NOW);
        read(available(10, 2, 2), NOW);
        Attempt attempt = queue.take(1, NOW).get(0);
        assertThat(attempt.offer().quantity()).isEqualTo(6);
        Receipt receipt = queue.receipt(attempt, NOW);
        queue.settled(attempt, receipt, NOW);
        return receipt;
    }

    private Attempt sent(Instant now) {
        Attempt attempt = queue.take(1, now).get(0);
        queue.settled(attempt, queue.receipt(attempt, now), now);
        return attempt;
    }

    private void read(CanonicalEvent event, Instant now) {
        feed.accept(consumed(event), now);
    }

    private static ConsumerRecord<byte[], byte[]> consumed(CanonicalEvent event) {
        String topic = event.data() instanceof ReceiptIssued ? TOPICS.receipts(CHANNEL) : TOPICS.availability();
        return Consumed.of(topic, event);
    }

    /** @param touched the version at which a channel sold the item; 0 where none did */
    private static CanonicalEvent available(long onHand, long version, long touched) {
        return event(new AvailabilityChanged(
                LAMP,
                version,
                List.of(new LocationStock(HAMBURG, BigDecimal.valueOf(onHand), BigDecimal.ZERO)),
                List.of(),
                false,
                touched == 0 ? List.of() : List.of(new ChannelTouch(new ChannelId("other"), touched))));
    }

    private static CanonicalEvent event(CanonicalData data) {
        String id = CanonicalEvent.idOf("/erp/legacy", EventType.of(data), data.toString());
        return new CanonicalEvent(id, "/erp/legacy", NOW, null, NOW, null, 0, data);
    }

    private static SyncSettings settings(StockPolicy stock) {
        Channel channel = new Channel(CHANNEL, "acme", "EUR", List.of(HAMBURG), Map.of(), Map.of());
        PricePolicy price = PricePolicy.of("retail", "EUR");
        return new SyncSettings(
                channel, stock, price, "10/s", 10, 1, Duration.ofSeconds(10), TOPICS, new KafkaClients(Map.of()));
    }
}
