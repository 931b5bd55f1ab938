package io.crossdock.hub.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.RecordSize;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A batch is written once all of it is acknowledged, and no record of it stands in another's way. */
class EventWriterTest {

    private static final Channel CHANNEL =
            new Channel(new ChannelId("acme-eu"), "acme", "EUR", List.of(), Map.of(), Map.of());

    private final Topics topics = new Topics("test");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void events_of_one_key_are_sent_in_the_order_of_the_journal() {
        // given
        MockProducer<byte[], byte[]> producer = producer(true);
        // when
        writer(producer).write(List.of(counted(1, "A-1"), counted(2, "B-1"), counted(3, "A-1")));
        // then
        assertThat(producer.history())
                .extracting(sent -> CloudEventHeaders.text(sent.headers(), "ce_id"))
                .containsExactly("fact-1", "fact-2", "fact-3");
    }

    @Test
    void an_event_that_belongs_to_no_canonical_topic_is_a_dead_letter_and_holds_up_nobody() {
        // given
        MockProducer<byte[], byte[]> producer = producer(true);
        // when
        writer(producer).write(List.of(counted(1, "A-1"), confirmed(2), counted(3, "A-1")));
        // then
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("test.stock", "test.dead-letters", "test.stock");
        ProducerRecord<byte[], byte[]> letter = producer.history().get(1);
        assertThat(CloudEventHeaders.text(letter.headers(), "ce_failurekind")).isEqualTo("UNMAPPABLE");
        assertThat(new String(letter.value(), UTF_8)).isEqualTo("body 2");
        assertThat(meters.counter("test.events", "channel", "acme-eu").count()).isEqualTo(2);
        assertThat(meters.counter("test.dead.letters", "channel", "acme-eu", "kind", "UNMAPPABLE")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void an_event_that_no_topic_takes_is_its_records_dead_letter_and_holds_up_nobody() {
        // given
        MockProducer<byte[], byte[]> producer = producer(true);
        // when
        writer(producer).write(List.of(counted(1, "A-1"), countedAt(2, "x".repeat(4 << 20)), counted(3, "A-1")));
        // then
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("test.stock", "test.dead-letters", "test.stock");
        ProducerRecord<byte[], byte[]> letter = producer.history().get(1);
        assertThat(CloudEventHeaders.text(letter.headers(), "ce_failurekind")).isEqualTo("REJECTED");
        assertThat(CloudEventHeaders.text(letter.headers(), "ce_failuremessage"))
                .matches("acme count B-1: an event of 41\\d{5} bytes is larger than 3080192");
        assertThat(new String(letter.value(), UTF_8)).isEqualTo("body 2");
        assertThat(meters.counter("test.events", "channel", "acme-eu").count()).isEqualTo(2);
    }

    @Test
    void a_dead_letter_fits_whatever_a_record_is_made_of() {
        // given
        MockProducer<byte[], byte[]> producer = producer(true);
        String key = "k".repeat(1_400_000);
        InboundRecord inbound = new InboundRecord(
                CHANNEL.id(), "id-1", "count", key, "text/plain", new byte[300_000], Instant.EPOCH, null);
        Translated failed = Translated.failed(
                new Journaled(inbound, 0, 7), CHANNEL, 1, Failure.malformed("acme", "count", key, "cut off"));
        // when
        writer(producer).write(List.of(failed));
        // then
        assertThat(producer.history()).singleElement().satisfies(letter -> {
            assertThat(RecordSize.of(letter)).isLessThan(10_000);
            assertThat(letter.value()).isEmpty();
            assertThat(CloudEventHeaders.text(letter.headers(), "ce_withoutbody"))
                    .isEqualTo("true");
            assertThat(CloudEventHeaders.text(letter.headers(), "ce_journalposition"))
                    .isEqualTo("0:7");
        });
    }

    @Test
    void a_record_is_sent_before_the_next_one_is_translated() {
        // given
        MockProducer<byte[], byte[]> producer = producer(false);
        List<Integer> sentBefore = new ArrayList<>();
        List<Translated> batch = new AbstractList<>() {
            @Override
            public Translated get(int index) {
                sentBefore.add(producer.history().size());
                return counted(index, "A-" + index);
            }

            @Override
            public int size() {
                return 3;
            }
        };
        // when
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(() -> writer(producer).write(batch));
        await().until(() -> producer.history().size() == 3);
        IntStream.range(0, 3).forEach(any -> producer.completeNext());
        // then
        assertThat(writing).succeedsWithin(Duration.ofSeconds(10));
        assertThat(sentBefore).containsExactly(0, 1, 2);
    }

    @Test
    void it_returns_only_when_the_last_is_acknowledged() {
        // given
        MockProducer<byte[], byte[]> producer = producer(false);
        // when
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(() -> writer(producer).write(List.of(counted(1, "A-1"), counted(2, "B-1"))));
        await().until(() -> producer.history().size() == 2);
        producer.completeNext();
        // then
        assertThat(writing).isNotDone();
        // when
        producer.completeNext();
        // then
        assertThat(writing).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void one_that_is_not_acknowledged_fails_the_batch_and_nothing_of_it_is_counted() {
        // given
        MockProducer<byte[], byte[]> producer = producer(false);
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(() -> writer(producer).write(List.of(counted(1, "A-1"), counted(2, "B-1"))));
        await().until(() -> producer.history().size() == 2);
        // when
        producer.completeNext();
        producer.errorNext(new TimeoutException("away"));
        // then
        assertThatThrownBy(writing::join)
                .cause()
                .isInstanceOf(KafkaException.class)
                .hasMessage("not acknowledged: away");
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void a_failure_of_a_records_own_costs_no_stack_trace() {
        assertThat(Failure.malformed("acme", "order", "1", "cut off").getStackTrace())
                .isEmpty();
    }

    private EventWriter writer(MockProducer<byte[], byte[]> producer) {
        return new EventWriter(producer, topics, meters, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), Sealing.NONE);
    }

    private static MockProducer<byte[], byte[]> producer(boolean acknowledges) {
        return new MockProducer<>(acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Translated counted(int number, String sku) {
        return translated(number, sku, new StockCounted(new Sku(sku), new LocationId("lyon"), BigDecimal.ONE));
    }

    private static Translated countedAt(int number, String location) {
        return translated(number, "B-1", new StockCounted(new Sku("B-1"), new LocationId(location), BigDecimal.ONE));
    }

    /** A partner's expression may name any type of event. */
    private static Translated confirmed(int number) {
        return translated(number, "A-1", new ReceiptIssued(CHANNEL.id(), new Sku("A-1"), null, null, null, null));
    }

    private static Translated translated(int number, String sku, CanonicalData data) {
        InboundRecord inbound = new InboundRecord(
                CHANNEL.id(),
                "id-" + number,
                "count",
                sku,
                "application/json",
                ("body " + number).getBytes(UTF_8),
                Instant.EPOCH,
                null);
        CanonicalEvent event =
                new CanonicalEvent("fact-" + number, inbound.source(), Instant.EPOCH, null, null, null, 1, data);
        return Translated.to(new Journaled(inbound, 0, number), CHANNEL, 1, List.of(event));
    }
}
