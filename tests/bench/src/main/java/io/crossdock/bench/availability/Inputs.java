package io.crossdock.bench.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.kafka.TopicSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics with all of a load in them, before anybody reads it. Closing deletes every topic of their prefix. */
final class Inputs implements AutoCloseable {

    static final int PARTITIONS = 6;

    /** So that no order is overdue, and none of the future. */
    private static final Duration AGO = Duration.ofHours(1);

    private static final int ACKS_EVERY = 10_000;

    private final KafkaClients clients;
    private final Topics topics;
    private long count;

    private Inputs(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
        try (Admin admin = clients.admin()) {
            new TopicSetup(topics, PARTITIONS, 1, 1).ensure(admin, List.of(), List.of());
        }
    }

    /**
     * @param prefix of the topics
     * @param isWhole whether the catalogue comes first
     * @param mixed events after that
     */
    static Inputs load(KafkaClients clients, String prefix, int items, boolean isWhole, int mixed, long seed) {
        Inputs inputs = new Inputs(clients, new Topics(prefix));
        Mix mix = new Mix(items, seed, Instant.now().minus(AGO));
        Stream<CanonicalEvent> first = isWhole ? mix.catalogue().all() : Stream.empty();
        try (Producer<byte[], byte[]> producer = clients.producer("load")) {
            inputs.send(
                    producer, Stream.concat(first, Stream.generate(mix::next).limit(mixed)));
        }
        return inputs;
    }

    String prefix() {
        return topics.prefix();
    }

    /** Events, those that are told again among them. */
    long count() {
        return count;
    }

    private void send(Producer<byte[], byte[]> producer, Stream<CanonicalEvent> events) {
        PipelinedSend sending = new PipelinedSend(producer);
        for (var each = events.iterator(); each.hasNext(); ) {
            CanonicalEvent event = each.next();
            sending.send(CloudEventHeaders.record(topics.of(event.type()), event));
            if (++count % ACKS_EVERY == 0) {
                sending.await();
                sending = new PipelinedSend(producer);
            }
        }
        sending.await();
    }

    /** The client asks again where it had no answer, and is told that there is nothing to delete any more. */
    private Void isGone(Throwable failure) {
        if (failure instanceof UnknownTopicOrPartitionException
                || failure.getCause() instanceof UnknownTopicOrPartitionException) {
            return null;
        }
        throw new CompletionException(failure);
    }

    @Override
    public void close() {
        try (Admin admin = clients.admin()) {
            List<String> ours = admin.listTopics().names().toCompletionStage().toCompletableFuture().join().stream()
                    .filter(topic -> topic.startsWith(topics.prefix() + "."))
                    .toList();
            admin.deleteTopics(ours)
                    .all()
                    .toCompletionStage()
                    .exceptionally(this::isGone)
                    .toCompletableFuture()
                    .join();
        }
    }
}
