package io.crossdock.hub.availability;

import io.crossdock.hub.config.ReservationTimes;
import io.crossdock.hub.config.Retention;
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
 * @param endedKept how long ended moves and arrivals are remembered, hence how late a till may repeat one; longer than
 *     dead letters and journals are kept, as a sale that is replayed would count for ever if its booking were forgotten
 *     by then
 * @param salesAwaited how long a till's sale waits for a level that includes it; then it is given up
 * @param reservations how long an order that nobody tells more of holds stock
 */
public record AvailabilitySettings(
        Map<String, String> kafka,
        Topics topics,
        Path stateFolder,
        int threads,
        int replicationFactor,
        Duration ordersKept,
        Duration endedKept,
        Duration salesAwaited,
        ReservationTimes reservations) {

    private static final Duration ORDERS_KEPT = Duration.ofDays(180);
    private static final Duration ENDED_KEPT = Duration.ofDays(45);

    private static final Duration SALES_AWAITED = Duration.ofDays(30);

    /** By so much a topic outlasts its retention: Kafka deletes a segment, a week at the most, when all of it is old. */
    private static final Duration SEGMENT = Duration.ofDays(8);

    public AvailabilitySettings {
        kafka = Map.copyOf(kafka);
    }

    /** One thread, and a memory that outlasts all that can be replayed. */
    public static AvailabilitySettings of(
            Map<String, String> kafka, Topics topics, Path stateFolder, int replicationFactor, Retention retention) {
        Duration replayable = longer(
                        retention.deadLetters().length(), retention.journal().length())
                .plus(SEGMENT);
        return new AvailabilitySettings(
                kafka,
                topics,
                stateFolder,
                1,
                replicationFactor,
                longer(ORDERS_KEPT, replayable),
                longer(ENDED_KEPT, replayable),
                SALES_AWAITED,
                ReservationTimes.DEFAULT);
    }

    public AvailabilitySettings withReservations(ReservationTimes times) {
        return new AvailabilitySettings(
                kafka, topics, stateFolder, threads, replicationFactor, ordersKept, endedKept, salesAwaited, times);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The consumer group, the prefix of internal topics and transactional ids, and the folder below the state folder. */
    public String applicationId() {
        return topics.prefix() + ".availability";
    }
}
