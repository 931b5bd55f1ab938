package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiptReadingTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final TopicPartition STOCK = new TopicPartition("availability", 0);
    private static final TopicPartition RECEIPTS = new TopicPartition("receipts", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final ReceiptReading reading = new ReceiptReading(consumer, RECEIPTS.topic());

    @BeforeEach
    void assigned() {
        consumer.assign(Set.of(STOCK, RECEIPTS));
    }

    @Test
    void a_busy_session_reads_receipts_twice_a_second_and_stock_always() {
        // given
        reading.read(records(10), NOW);

        // when
        reading.look(NOW);
        // then
        assertThat(consumer.paused()).containsExactly(RECEIPTS);

        // when
        reading.look(NOW.plusMillis(499));
        // then
        assertThat(consumer.paused()).containsExactly(RECEIPTS);

        // when
        reading.look(NOW.plusMillis(500));
        // then
        assertThat(consumer.paused()).isEmpty();

        // when
        reading.read(records(10), NOW.plusMillis(540));
        reading.look(NOW.plusMillis(550));
        // then
        assertThat(consumer.paused()).containsExactly(RECEIPTS);
    }

    @Test
    void where_little_comes_receipts_are_always_read_so_that_a_fetch_has_time_to_ask_for_them() {
        // given: much came while they were not read, and nothing since
        reading.read(records(10), NOW);
        reading.look(NOW);
        reading.read(records(400), NOW.plusMillis(400));

        // when
        for (int millis = 500; millis < 5_000; millis += 50) {
            reading.read(records(millis == 600 ? 9 : 0), NOW.plusMillis(millis));
            reading.look(NOW.plusMillis(millis));
            // then
            assertThat(consumer.paused()).isEmpty();
        }
    }

    @Test
    void a_backlog_of_receipts_is_read_to_its_end() {
        // given
        reading.read(records(10), NOW);
        reading.look(NOW);
        reading.look(NOW.plusMillis(500));

        // when
        reading.read(records(500), NOW.plusMillis(540));
        reading.look(NOW.plusMillis(550));
        // then
        assertThat(consumer.paused()).isEmpty();

        // when
        reading.read(records(20), NOW.plusMillis(580));
        reading.look(NOW.plusMillis(590));
        // then
        assertThat(consumer.paused()).containsExactly(RECEIPTS);
    }

    @Test
    void receipts_wait_no_longer_for_a_clock_that_was_set_back() {
        // given
        reading.read(records(10), NOW);
        reading.look(NOW);
        assertThat(consumer.paused()).containsExactly(RECEIPTS);

        // when
        reading.look(NOW.minusSeconds(600));
        // then
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void new_partitions_are_read_whole() {
        // given
        reading.read(records(10), NOW);
        reading.look(NOW);

        // when
        reading.begin();
        // then
        assertThat(consumer.paused()).isEmpty();
    }

    private static ConsumerRecords<byte[], byte[]> records(int count) {
        ConsumerRecord<byte[], byte[]> one =
                new ConsumerRecord<>(RECEIPTS.topic(), RECEIPTS.partition(), 0, new byte[0], new byte[0]);
        List<ConsumerRecord<byte[], byte[]>> many = Collections.nCopies(count, one);
        return new ConsumerRecords<>(Map.of(RECEIPTS, many), Map.of());
    }
}
