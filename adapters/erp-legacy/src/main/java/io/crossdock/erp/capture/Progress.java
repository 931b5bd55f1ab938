package io.crossdock.erp.capture;

import io.debezium.engine.RecordChangeEvent;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Up to where all is handled once the ready changes are.
 *
 * @param event to mark as processed
 * @param reached up to where: the event's record, or one of those that it holds
 * @param offset what to remember
 */
record Progress(RecordChangeEvent<SourceRecord> event, SourceRecord reached, Map<String, ?> offset) {}
