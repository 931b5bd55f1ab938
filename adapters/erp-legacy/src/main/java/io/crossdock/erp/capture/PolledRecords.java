package io.crossdock.erp.capture;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Records that were read at once, as the value of a single one: the engine would have a task of a thread pool for each. */
record PolledRecords(List<SourceRecord> records) {

    /** With the last one's offset. */
    static SourceRecord asOne(List<SourceRecord> records) {
        SourceRecord last = records.get(records.size() - 1);
        return new SourceRecord(
                last.sourcePartition(), last.sourceOffset(), last.topic(), null, new PolledRecords(records));
    }

    /** What was read at once, whether it came as one or not. */
    static List<SourceRecord> of(SourceRecord record) {
        return record.value() instanceof PolledRecords polled ? polled.records() : List.of(record);
    }
}
