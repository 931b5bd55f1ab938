package io.crossdock.hub.erp;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.kafka.SharedTopic;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which resyncs were ever asked for, by whom and why, and what came of each: a compacted topic, by request. */
public final class ResyncTopic {

    private static final Logger LOG = LoggerFactory.getLogger(ResyncTopic.class);

    private final KafkaClients clients;
    private final String name;
    private final SharedTopic shared;

    public ResyncTopic(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.name = topics.erpResyncs();
        this.shared = new SharedTopic(clients, name, "the resyncs", "no hub was started with --erp yet");
    }

    /** At the topic's beginning; the caller closes it. */
    public org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer() {
        return shared.consumer();
    }

    /** Hands on what has come. */
    public void poll(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, Consumer<Resync> reads) {
        shared.poll(consumer, written -> read(written, reads));
    }

    /** Hands on all that there is, so that nobody begins what has ended. */
    void readToEnd(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, Consumer<Resync> reads) {
        shared.readToEnd(consumer, written -> read(written, reads));
    }

    Producer<byte[], byte[]> producer() {
        return clients.producer(name);
    }

    /** Asks for it. */
    public void ask(Resync resync) {
        try (Producer<byte[], byte[]> producer = producer()) {
            write(producer, resync);
        }
    }

    /** @throws org.apache.kafka.common.KafkaException when it was not acknowledged */
    void write(Producer<byte[], byte[]> producer, Resync resync) {
        byte[] key = resync.id().getBytes(StandardCharsets.UTF_8);
        PipelinedSend.all(producer, List.of(new ProducerRecord<>(name, key, Json.write(resync))));
    }

    private static void read(ConsumerRecord<byte[], byte[]> written, Consumer<Resync> reads) {
        if (written.value() == null) {
            return;
        }
        Resync resync;
        try {
            resync = Json.read(written.value(), "crossdock", "resync", Resync.class);
        } catch (RuntimeException e) {
            LOG.warn("a record of {} at offset {} cannot be read", written.topic(), written.offset());
            return;
        }
        reads.accept(resync);
    }
}
