package io.crossdock.hub.availability;

import io.crossdock.hub.events.CloudEventHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Lets pass what has a content type, or what has another; a filter of Kafka Streams sees no headers. */
final class OfContent implements Processor<byte[], byte[], byte[], byte[]> {

    private final String contentType;
    private final boolean wanted;
    private ProcessorContext<byte[], byte[]> context;

    private OfContent(String contentType, boolean wanted) {
        this.contentType = contentType;
        this.wanted = wanted;
    }

    static OfContent of(String contentType) {
        return new OfContent(contentType, true);
    }

    static OfContent otherThan(String contentType) {
        return new OfContent(contentType, false);
    }

    static boolean is(String contentType, Record<byte[], byte[]> record) {
        return contentType.equals(CloudEventHeaders.text(record.headers(), CloudEventHeaders.CONTENT_TYPE));
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (is(contentType, record) == wanted) {
            context.forward(record);
        }
    }
}
