package io.crossdock.hub.availability;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Takes the stock of each part to the kits that it is in, and tells what changed of their availability. */
final class KitProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    static final Serde<Part> PARTS = StateJson.serde(Part.class);

    private Shelf shelf;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        shelf = new Shelf(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Part part = PARTS.deserializer().deserialize(null, record.value());
        shelf.tell(part, Cause.of(record.headers()), record.timestamp());
    }
}
