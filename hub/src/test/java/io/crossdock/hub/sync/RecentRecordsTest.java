package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** The newest records of a partition, and who may rely on them. */
class RecentRecordsTest {

    private static final int LARGE = 300_000;

    private final RecentRecords recent = new RecentRecords(100);

    @Test
    void whoever_stands_where_it_begins_or_later_gets_all_that_came_since() {
        // given: 102 is the mark of a transaction
        recent.add(records(100, 101), 103);
        recent.add(records(103), 105);
        // then
        assertThat(offsets(100)).containsExactly(100L, 101L, 103L);
        assertThat(offsets(102)).containsExactly(103L);
        assertThat(offsets(105)).isEmpty();
        assertThat(recent.from(101))
                .get()
                .extracting(RecentRecords.Reading::end)
                .isEqualTo(105L);
    }

    @Test
    void whoever_is_ahead_stays_there() {
        // given
        recent.add(records(100), 101);
        // then
        assertThat(offsets(150)).isEmpty();
        assertThat(recent.from(150))
                .get()
                .extracting(RecentRecords.Reading::end)
                .isEqualTo(150L);
    }

    @Test
    void what_came_before_it_began_is_not_held() {
        assertThat(recent.from(99)).isEmpty();
        assertThat(offsets(100)).isEmpty();
    }

    @Test
    void whoever_is_too_far_behind_is_told_so_and_never_given_a_part() {
        // when
        recent.add(large(100, 101, 102, 103), 104);
        recent.add(large(104), 105);
        // then
        assertThat(recent.from(100)).isEmpty();
        assertThat(recent.from(101)).isEmpty();
        assertThat(offsets(102)).containsExactly(102L, 103L, 104L);
    }

    private List<Long> offsets(long from) {
        return recent.from(from).orElseThrow().records().stream()
                .map(ConsumerRecord::offset)
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(long... offsets) {
        return sized(1, offsets).toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> large(long... offsets) {
        return sized(LARGE, offsets).toList();
    }

    private static Stream<ConsumerRecord<byte[], byte[]>> sized(int bytes, long... offsets) {
        return LongStream.of(offsets)
                .mapToObj(offset -> new ConsumerRecord<>(
                        "availability",
                        0,
                        offset,
                        0,
                        TimestampType.CREATE_TIME,
                        1,
                        bytes,
                        new byte[1],
                        new byte[bytes],
                        new RecordHeaders(),
                        Optional.empty()));
    }
}
