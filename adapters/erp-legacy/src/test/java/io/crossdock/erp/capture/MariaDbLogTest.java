package io.crossdock.erp.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class MariaDbLogTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant COMMITTED = NOW.minusSeconds(3600);

    private final MariaDbLog log = new MariaDbLog(null);

    @Test
    void the_end_of_a_transaction_tells_until_when_all_is_handled_however_late_it_comes() {
        // given
        Schema schema = SchemaBuilder.struct()
                .field("status", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.INT64_SCHEMA)
                .build();
        Struct end = new Struct(schema).put("status", "END").put("ts_ms", COMMITTED.toEpochMilli());

        // then
        assertThat(log.handledUpTo(record(schema, end), false, NOW)).contains(COMMITTED);
        assertThat(log.handledUpTo(record(schema, end), true, NOW)).contains(COMMITTED);
    }

    @Test
    void a_heartbeat_tells_nothing_while_the_log_is_being_read_and_that_all_is_handled_once_it_stands_still() {
        // given
        Schema schema =
                SchemaBuilder.struct().field("ts_ms", Schema.INT64_SCHEMA).build();
        SourceRecord heartbeat = record(schema, new Struct(schema).put("ts_ms", NOW.toEpochMilli()));

        // then
        assertThat(log.handledUpTo(heartbeat, false, NOW)).isEmpty();
        assertThat(log.handledUpTo(heartbeat, true, NOW)).contains(NOW);
    }

    private static SourceRecord record(Schema schema, Struct value) {
        return new SourceRecord(Map.of(), Map.of(), "erp.transaction", schema, value);
    }
}
