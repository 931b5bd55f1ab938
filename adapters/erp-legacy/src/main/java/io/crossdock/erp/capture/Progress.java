package io.crossdock.erp.capture;

import io.debezium.engine.RecordChangeEvent;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Up to where all is handled once the ready changes are.
 *
 * @param offset what to remember
 */
record Progress(RecordChangeEvent<SourceRecord> event, Map<String, ?> offset) {}
