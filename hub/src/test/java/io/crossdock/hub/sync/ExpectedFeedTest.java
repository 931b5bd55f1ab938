package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.ExpectedStock;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelText;
import io.crossdock.hub.events.Consumed;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.spi.Channel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What channels are told of pieces that are to arrive. */
class ExpectedFeedTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final ChannelId CHANNEL = new ChannelId("acme-eu");
    private static final Topics TOPICS = new Topics("crossdock");
    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final LocationId LYON = new LocationId("lyon");
    private static final Sku LAMP = new Sku("LAMP-1");
    private static final String BACKORDERS = "{expected: {within: 14d, share: 50%}}";

    private final OfferQueue queue = new OfferQueue(
            CHANNEL, new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), new Random(1)), PriceGuard.NONE);
    private Feed feed;

    private void channel(String stock) {
        feed = new Feed(settings(stock), queue);
    }

    private static SyncSettings settings(String stock) {
        Channel channel = new Channel(CHANNEL, "acme", "EUR", List.of(HAMBURG), Map.of(), Map.of());
        return new SyncSettings(
                channel,
                ChannelText.stock(stock),
                PricePolicy.of("retail", "EUR"),
                "10/s",
                10,
                1,
                Duration.ofSeconds(10),
                TOPICS,
                new KafkaClients(Map.of()));
    }

    @Test
    void a_channel_that_sells_only_what_is_there_is_told_nothing_of_what_comes() {
        // given
        channel("{safety: 1}");
        read(available(1, 4), NOW);
        assertThat(sent(NOW)).isEqualTo(3);
        // when
        read(available(2, 4, coming(HAMBURG, 10, 3)), NOW);
        feed.pass(NOW.plus(Duration.ofDays(30)));
        // then
        assertThat(queue.pending()).isZero();
    }

    @Test
    void a_channel_is_told_what_comes_soon_and_nothing_anew_where_that_makes_no_difference_to_it() {
        // given
        channel(BACKORDERS);
        read(available(1, 4), NOW);
        assertThat(sent(NOW)).isEqualTo(4);
        // when
        read(available(2, 4, coming(HAMBURG, 10, 3)), NOW);
        // then
        assertThat(sent(NOW)).isEqualTo(9);
        // when it comes a day later, other pieces come elsewhere, and others come too late
        read(available(3, 4, coming(HAMBURG, 10, 4), coming(LYON, 50, 4), coming(HAMBURG, 70, 20)), NOW);
        // then
        assertThat(queue.pending()).isZero();
        // when they are booked in: less to come first
        read(available(4, 4, coming(HAMBURG, 70, 20)), NOW);
        read(available(5, 14, coming(HAMBURG, 70, 20)), NOW);
        // then
        assertThat(sent(NOW)).isEqualTo(14);
    }

    @Test
    void time_alone_brings_pieces_within_reach_and_makes_them_overdue_which_is_nobodys_lag() {
        // given
        channel(BACKORDERS);
        read(available(1, 4, coming(HAMBURG, 10, 20)), NOW);
        assertThat(sent(NOW)).isEqualTo(4);
        // when
        feed.pass(at(6).minusMillis(1));
        // then
        assertThat(queue.pending()).isZero();
        // when
        feed.pass(at(6));
        // then
        Attempt attempt = queue.take(1, at(6)).get(0);
        assertThat(attempt.offer().quantity()).isEqualTo(9);
        assertThat(attempt.committedAt()).isNull();
        queue.settled(attempt, queue.receipt(attempt, at(6)), at(6));
        // when a process that was away for weeks looks again
        feed.pass(at(40));
        // then
        assertThat(sent(at(40))).isEqualTo(4);
    }

    @Test
    void a_date_that_moved_is_not_acted_on_and_neither_is_one_of_an_item_or_a_partition_that_is_gone() {
        // given
        channel(BACKORDERS);
        read(available(1, 4, coming(HAMBURG, 10, 20)), NOW);
        read(available(2, 4, coming(HAMBURG, 10, 30)), NOW);
        assertThat(sent(NOW)).isEqualTo(4);
        // when
        feed.pass(at(10));
        // then
        assertThat(queue.pending()).isZero();
        // when
        feed.pass(at(16));
        // then
        assertThat(sent(at(16))).isEqualTo(9);
        // when
        feed.drop(0);
        feed.pass(at(60));
        // then
        assertThat(queue.pending()).isZero();
    }

    @Test
    void who_looks_from_outside_sees_it_as_of_its_own_time() {
        // given
        channel(BACKORDERS);
        ConsumerRecord<byte[], byte[]> record =
                Consumed.of(TOPICS.availability(), available(1, 4, coming(HAMBURG, 10, 20)));
        // when, then
        assertThat(Stream.of(0, 6, 21).map(day -> wanted(record, at(day)))).containsExactly(4L, 9L, 4L);
    }

    private Long wanted(ConsumerRecord<byte[], byte[]> record, Instant now) {
        OfferView view = new OfferView(settings(BACKORDERS), now);
        view.accept(record);
        return view.of(0, LAMP).orElseThrow().quantity().wanted();
    }

    private static Instant at(int day) {
        return NOW.plus(Duration.ofDays(day));
    }

    private long sent(Instant now) {
        Attempt attempt = queue.take(1, now).get(0);
        queue.settled(attempt, queue.receipt(attempt, now), now);
        assertThat(queue.pending()).isZero();
        return attempt.offer().quantity();
    }

    private void read(CanonicalEvent event, Instant now) {
        feed.accept(Consumed.of(TOPICS.availability(), event), now);
    }

    private static ExpectedStock coming(LocationId location, int quantity, int day) {
        return new ExpectedStock(location, BigDecimal.valueOf(quantity), at(day));
    }

    private static CanonicalEvent available(long version, int onHand, ExpectedStock... expected) {
        CanonicalData data = new AvailabilityChanged(
                        LAMP,
                        version,
                        List.of(new LocationStock(HAMBURG, BigDecimal.valueOf(onHand), BigDecimal.ZERO)),
                        List.of(),
                        false,
                        List.of())
                .expecting(List.of(expected));
        String id = CanonicalEvent.idOf("/hub/availability", EventType.of(data), LAMP + "@" + version);
        return new CanonicalEvent(id, "/hub/availability", NOW, null, NOW, null, 0, data);
    }
}
