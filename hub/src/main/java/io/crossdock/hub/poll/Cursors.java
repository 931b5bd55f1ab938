package io.crossdock.hub.poll;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Keeps the cursors of all polls in a compacted topic of one partition; the last one written for a poll counts. */
public final class Cursors {

    private static final Duration READ_WITHIN = Duration.ofSeconds(20);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final Producer<byte[], byte[]> producer;
    private final Topics topics;

    public Cursors(KafkaClients clients, Producer<byte[], byte[]> producer, Topics topics) {
        this.clients = clients;
        this.producer = producer;
        this.topics = topics;
    }

    /**
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     * @throws IllegalStateException when the topic could not be read to its end in time, or holds something else
     */
    Optional<Cursor> read(String poll) {
        byte[] key = poll.getBytes(StandardCharsets.UTF_8);
        TopicPartition only = new TopicPartition(topics.cursors(), 0);
        Optional<byte[]> last = Optional.empty();
        Consumer<byte[], byte[]> consumer = clients.consumer(topics.group("cursors", poll), Map.of());
        try {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only), READ_WITHIN).get(only);
            Instant deadline = Clock.systemUTC().instant().plus(READ_WITHIN);
            while (consumer.position(only, READ_WITHIN) < end) {
                for (ConsumerRecord<byte[], byte[]> next : consumer.poll(Duration.ofMillis(200))) {
                    last = Arrays.equals(next.key(), key) ? Optional.ofNullable(next.value()) : last;
                }
                if (Clock.systemUTC().instant().isAfter(deadline)) {
                    throw new IllegalStateException(
                            "the cursors cannot be read within " + READ_WITHIN.toSeconds() + " s");
                }
            }
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
        return last.map(Cursor::read);
    }

    /** Returns after the ack. @throws org.apache.kafka.common.KafkaException without one */
    void write(String poll, Cursor cursor) {
        PipelinedSend.all(
                producer,
                List.of(new ProducerRecord<>(topics.cursors(), poll.getBytes(StandardCharsets.UTF_8), cursor.write())));
    }
}
