package io.crossdock.erp.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class PolledRecordsTest {

    private static final SourceRecord FIRST = record(1);
    private static final SourceRecord LAST = record(2);

    @Test
    void records_that_pass_the_engine_as_one_come_out_as_they_were_and_in_their_order() {
        // when
        SourceRecord one = PolledRecords.asOne(List.of(FIRST, LAST));
        // then
        assertThat(PolledRecords.of(one)).containsExactly(FIRST, LAST);
        assertThat(one.sourcePartition()).isEqualTo(LAST.sourcePartition());
        assertThat(one.sourceOffset()).isEqualTo(LAST.sourceOffset());
    }

    @Test
    void a_record_that_came_alone_is_itself() {
        assertThat(PolledRecords.of(FIRST)).containsExactly(FIRST);
    }

    private static SourceRecord record(long position) {
        return new SourceRecord(
                Map.of("server", "legacy"),
                Map.of("lsn", position),
                "legacy.public.lagbst",
                Schema.INT64_SCHEMA,
                position);
    }
}
