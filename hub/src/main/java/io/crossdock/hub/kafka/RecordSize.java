package io.crossdock.hub.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** How large a record is, so that one that no topic takes is noticed while something can still be done about it. */
public final class RecordSize {

    /** Room for the lengths of its parts, and for what compression adds to bytes that cannot be compressed. */
    private static final int MARGIN_BYTES = 64 * 1024;

    /** Of key, value and headers together. */
    public static final int GREATEST_BYTES = KafkaClients.MAX_RECORD_BYTES - MARGIN_BYTES;

    private RecordSize() {}

    /** In bytes. */
    public static long of(ProducerRecord<byte[], byte[]> record) {
        long size = length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    public static boolean fits(ProducerRecord<byte[], byte[]> record) {
        return of(record) <= GREATEST_BYTES;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
