package io.crossdock.hub.availability;

import io.crossdock.hub.events.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What an operator chooses for the availability topology.
 *
 * @param kafka client properties: {@code bootstrap.servers}, security, and any other of Kafka's that is not fixed here
 * @param stateFolder where the state lies; lost, it is rebuilt from Kafka
 * @param threads stream threads of this process
 * @param replicationFactor of the internal topics
 * @param ordersKept how long an unchanged order is remembered, hence how late an old version of it may come
 * @param endedKept how long ended moves are remembered, hence how late a till may repeat one; longer than dead letters
 *     are kept, as a sale that was one would count for ever if its booking were forgotten when it is replayed
 */
public record AvailabilitySettings(
        Map<String, String> kafka,
        Topics topics,
        Path stateFolder,
        int threads,
        int replicationFactor,
        Duration ordersKept,
        Duration endedKept) {

    private static final Duration ORDERS_KEPT = Duration.ofDays(180);
    private static final Duration ENDED_KEPT = Duration.ofDays(45);

    public AvailabilitySettings {
        kafka = Map.copyOf(kafka);
    }

    /** One thread and the usual retentions. */
    public static AvailabilitySettings of(
            Map<String, String> kafka, Topics topics, Path stateFolder, int replicationFactor) {
        return new AvailabilitySettings(kafka, topics, stateFolder, 1, replicationFactor, ORDERS_KEPT, ENDED_KEPT);
    }

    public AvailabilitySettings withThreads(int count) {
        return new AvailabilitySettings(kafka, topics, stateFolder, count, replicationFactor, ordersKept, endedKept);
    }

    /** The consumer group, the prefix of internal topics and transactional ids, and the folder below the state folder. */
    String applicationId() {
        return topics.prefix() + ".availability";
    }
}
