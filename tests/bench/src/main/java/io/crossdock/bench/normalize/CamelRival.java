package io.crossdock.bench.normalize;

import io.crossdock.hub.kafka.KafkaClients;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A Camel context with one route of stock components, and what its bean does with a message. */
final class CamelRival implements Contender.Running {

    private static final String BYTES = "org.apache.kafka.common.serialization.ByteArray";

    private final CamelContext camel = new DefaultCamelContext();

    CamelRival(RouteBuilder route) {
        try {
            camel.addRoutes(route);
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException("the route does not start", e);
        }
    }

    /** The journal as the hub's clients read it. */
    static String from(Work work, String group, String more) {
        return "kafka:" + work.journal() + "?brokers=" + work.brokers() + "&groupId=" + group
                + "&autoOffsetReset=earliest&maxPollRecords=" + Work.BATCH + "&isolationLevel=read_committed"
                + "&keyDeserializer=" + BYTES + "Deserializer&valueDeserializer=" + BYTES + "Deserializer&" + more;
    }

    /** The topic of orders as the hub's clients write it. */
    static String to(Work work, String more) {
        return "kafka:" + work.orders() + "?brokers=" + work.brokers()
                + "&requestRequiredAcks=all&enableIdempotence=true&lingerMs=0&compressionCodec=lz4"
                + "&producerBatchSize=262144&maxRequestSize=" + KafkaClients.MAX_RECORD_BYTES
                + "&keySerializer=" + BYTES + "Serializer&valueSerializer=" + BYTES + "Serializer" + more;
    }

    /** The message of a journaled record becomes the message of its event. */
    static void translate(Exchange exchange, SameWork work) {
        Message message = exchange.getMessage();
        ProducerRecord<byte[], byte[]> event = work.translated(consumed(message));
        message.removeHeaders("*", KafkaConstants.MANUAL_COMMIT);
        message.setBody(event.value());
        message.setHeader(KafkaConstants.KEY, event.key());
        event.headers().forEach(header -> message.setHeader(header.key(), header.value()));
    }

    private static ConsumerRecord<byte[], byte[]> consumed(Message message) {
        RecordHeaders headers = new RecordHeaders();
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            if (header.getValue() instanceof byte[] value) {
                headers.add(header.getKey(), value);
            }
        }
        return new ConsumerRecord<>(
                message.getHeader(KafkaConstants.TOPIC, String.class),
                message.getHeader(KafkaConstants.PARTITION, Integer.class),
                message.getHeader(KafkaConstants.OFFSET, Long.class),
                message.getHeader(KafkaConstants.TIMESTAMP, Long.class),
                TimestampType.CREATE_TIME,
                0,
                0,
                message.getHeader(KafkaConstants.KEY, byte[].class),
                message.getBody(byte[].class),
                headers,
                Optional.empty());
    }

    @Override
    public void close() {
        camel.stop();
    }
}
