package io.crossdock.hub.writeback;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.orders.OrderEntry;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.SharedTopic;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The numbers of an ERP's interchanges: each one more than the one before, and written to Kafka before the entry that has
 * it, so that one who takes over gives the same entry the same number. All processes share one transactional id: who
 * begins fences whoever began before, so that no number is given twice. For one thread.
 */
final class InterchangeNumbers implements AutoCloseable {

    private static final int GREATEST = 999_999_999;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final byte[] key;
    private final int first;
    private Interchange last;
    private boolean isOpen;

    /**
     * From now on no other process gives any. Empty where the ERP's interface numbers nothing.
     *
     * @throws IllegalStateException when there is no topic of them
     */
    static Optional<InterchangeNumbers> open(KafkaClients clients, Topics topics, ErpConfig config) {
        OptionalInt first = config.writeBack().orElseThrow().target().firstNumber();
        return first.isEmpty() ? Optional.empty() : Optional.of(open(clients, topics, config.name(), first.getAsInt()));
    }

    private static InterchangeNumbers open(KafkaClients clients, Topics topics, String erp, int first) {
        String topic = topics.erpInterchanges(erp);
        Producer<byte[], byte[]> producer =
                clients.producer(topic, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic));
        try {
            producer.initTransactions();
            return new InterchangeNumbers(
                    producer,
                    new SharedTopic(clients, topic, "the numbers of interchanges", "it is made when a hub starts"),
                    erp,
                    first);
        } catch (RuntimeException e) {
            producer.close(CLOSE_WITHIN);
            throw e;
        }
    }

    private InterchangeNumbers(Producer<byte[], byte[]> producer, SharedTopic shared, String erp, int first) {
        this.producer = producer;
        this.topic = shared.name();
        this.key = erp.getBytes(StandardCharsets.UTF_8);
        this.first = first;
        shared.read(written -> last = Json.read(written.value(), erp, "interchange", Interchange.class));
        isOpen = last != null;
    }

    /**
     * The entry with its number.
     *
     * @param place where the event stands that asks for it
     * @throws org.apache.kafka.common.KafkaException when Kafka did not take it, or another process gives numbers by now
     */
    OrderEntry number(OrderEntry entry, String place) {
        if (last == null || !last.isOf(entry)) {
            Interchange next = new Interchange(
                    next(), entry.order().id().value(), entry.order().version(), entry.attempt(), place);
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, key, Json.write(next)));
            producer.commitTransaction();
            last = next;
            isOpen = true;
        }
        return entry.numbered(last.number());
    }

    private int next() {
        return last == null || last.number() == GREATEST ? first : Math.max(last.number() + 1, first);
    }

    /**
     * The one whose entry has not come to an end yet; whatever has a greater number must come after it.
     *
     * @param states read after these numbers were opened
     */
    Optional<Interchange> unfinished(EntryStates states) {
        // Once known as entered, it stays so: what became of an order is forgotten some day.
        isOpen = isOpen && !last.isEntered(states.of(last.order()));
        return isOpen ? Optional.of(last) : Optional.empty();
    }

    /** The last one's entry has come to an end, or never will. */
    void finished() {
        isOpen = false;
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
