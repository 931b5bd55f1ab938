package io.crossdock.hub.encryption;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.SharedTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topic of keys: read whole, and changed by one process at a time. */
final class KeyTopic {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** What to write, given all keys that there are; asked again when another process was faster. */
    @FunctionalInterface
    interface Decision {
        List<ProducerRecord<byte[], byte[]>> on(KeyRing ring);
    }

    private final Topics topics;
    private final MasterKeys masters;
    private final SharedTopic shared;

    KeyTopic(KafkaClients clients, Topics topics, MasterKeys masters) {
        this.topics = topics;
        this.masters = masters;
        this.shared = new SharedTopic(clients, topics.keys(), "the keys", "nothing was encrypted yet");
    }

    Topics topics() {
        return topics;
    }

    /** @throws IllegalStateException when Kafka does not tell */
    static boolean exists(KafkaClients clients, Topics topics) {
        return clients.topicNames(ANSWER).contains(topics.keys());
    }

    /** At the beginning of the topic; the caller closes it. */
    Consumer<byte[], byte[]> consumer() {
        return shared.consumer();
    }

    /** Applies what has come. */
    void poll(Consumer<byte[], byte[]> consumer, KeyRing ring) {
        shared.poll(consumer, next -> apply(next, ring));
    }

    /** @throws IllegalStateException when that takes longer than a minute */
    void readToEnd(Consumer<byte[], byte[]> consumer, KeyRing ring) {
        shared.readToEnd(consumer, next -> apply(next, ring));
    }

    private void apply(ConsumerRecord<byte[], byte[]> next, KeyRing ring) {
        ring.apply(new String(next.key(), StandardCharsets.UTF_8), next.value(), masters);
    }

    ProducerRecord<byte[], byte[]> put(String tree, KeyTree.Node node) {
        String key = KeyRing.recordKey(tree, node);
        return new ProducerRecord<>(
                topics.keys(), key.getBytes(StandardCharsets.UTF_8), masters.wrap(key, node.bytes()));
    }

    ProducerRecord<byte[], byte[]> remove(String tree, KeyTree.Node node) {
        return new ProducerRecord<>(
                topics.keys(), KeyRing.recordKey(tree, node).getBytes(StandardCharsets.UTF_8), null);
    }

    /** Decides by what there is, and writes what was decided, before anybody else does. */
    void change(Decision decision) {
        shared.change(() -> {
            KeyRing ring = new KeyRing();
            return new SharedTopic.Change(next -> apply(next, ring), () -> decision.on(ring));
        });
    }
}
