package io.crossdock.hub.budget;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.SharedTopic;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How statements stand in their topic. */
final class BudgetTopic {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetTopic.class);

    private BudgetTopic() {}

    /**
     * A statement and its place.
     *
     * @param written the broker's time
     */
    record Written(Statement statement, long offset, Instant written) {}

    /**
     * What follows from all statements.
     *
     * @param next the offset that the next one will have
     */
    record Loaded(BudgetLedger ledger, long next) {}

    static SharedTopic of(KafkaClients clients, Topics topics) {
        return new SharedTopic(clients, topics.budgets(), "the budgets", "no hub was started there yet");
    }

    /** @param consumer at the beginning of the topic, at its end afterwards */
    static Loaded load(SharedTopic topic, Consumer<byte[], byte[]> consumer) {
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        long begins = consumer.position(partition);
        List<Written> written = new ArrayList<>();
        topic.readToEnd(consumer, record -> read(record).ifPresent(written::add));
        return new Loaded(replay(begins, written), consumer.position(partition));
    }

    static ProducerRecord<byte[], byte[]> record(String topic, Statement statement) {
        return new ProducerRecord<>(
                topic, 0, statement.process().getBytes(StandardCharsets.UTF_8), Json.write(statement));
    }

    /** Empty where it cannot be read, which all find that read it. */
    static Optional<Written> read(ConsumerRecord<byte[], byte[]> written) {
        try {
            Statement statement = Json.read(written.value(), "crossdock", "budgets", Statement.class);
            return Optional.of(new Written(statement, written.offset(), Instant.ofEpochMilli(written.timestamp())));
        } catch (Failure e) {
            LOG.warn("a record of {} at offset {} cannot be read", written.topic(), written.offset());
            return Optional.empty();
        }
    }

    /**
     * What follows from all that there is. What was written before is long gone, and its writers with it, or they have left a
     * snapshot since.
     *
     * @param begins the offset at which the topic begins by now
     */
    static BudgetLedger replay(long begins, List<Written> written) {
        LedgerSnapshot snapshot = written.stream()
                .map(each -> each.statement().snapshot())
                .filter(each -> each != null && each.readTo() >= begins - 1)
                .reduce((one, next) -> next)
                .orElse(null);
        BudgetLedger ledger = snapshot == null ? new BudgetLedger() : BudgetLedger.of(snapshot);
        for (Written each : written) {
            if (each.offset() > ledger.readTo()) {
                ledger.apply(each.statement(), each.offset(), each.written());
            }
        }
        return ledger;
    }
}
