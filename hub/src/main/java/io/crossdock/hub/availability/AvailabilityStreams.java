package io.crossdock.hub.availability;

import io.crossdock.hub.availability.AvailabilityStatus.State;
import io.crossdock.hub.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** Runs the availability topology in this process; {@link #start} and {@link #close} are called once each. */
public final class AvailabilityStreams implements AutoCloseable {

    private static final int START_TIMEOUT_MS = 10_000;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final AvailabilitySettings settings;
    private final SkippedRecords skipped = new SkippedRecords();
    private final Overdue overdue;
    private final ThreadReplacement replacement = new ThreadReplacement(Clock.systemUTC());
    private volatile KafkaStreams streams;

    public AvailabilityStreams(AvailabilitySettings settings) {
        this.settings = settings;
        this.overdue = Overdue.of(settings);
    }

    /**
     * Starts the topology and returns at once; {@link #status} tells when it runs.
     *
     * @throws IllegalStateException when the topics are not there, do not match, or Kafka does not answer in 10 seconds
     */
    public synchronized void start() {
        if (streams != null) {
            throw new IllegalStateException("availability was started before");
        }
        Map<String, TopicDescription> known = described();
        int orders = known.get(settings.topics().orders()).partitions().size();
        CommitPace pace = new CommitPace(InstantSource.system());
        var topology = AvailabilityTopology.of(orders, partitionsBySku(known), settings, skipped, overdue, pace);
        KafkaStreams started =
                new KafkaStreams(topology, new StreamsConfig(StreamsProperties.of(settings)), new PacedClients(pace));
        started.setUncaughtExceptionHandler(replacement);
        streams = started;
        started.start();
    }

    /** How it is now. */
    public AvailabilityStatus status() {
        KafkaStreams current = streams;
        if (current == null) {
            return new AvailabilityStatus(State.STOPPED, "not started");
        }
        return switch (current.state()) {
            case RUNNING -> new AvailabilityStatus(State.RUNNING, null);
            case CREATED, REBALANCING -> new AvailabilityStatus(State.REBALANCING, "takes over its partitions");
            case PENDING_ERROR, ERROR -> failed();
            case PENDING_SHUTDOWN, NOT_RUNNING ->
                replacement.exhausted() ? failed() : new AvailabilityStatus(State.STOPPED, "stopped");
        };
    }

    /** Records by topic that were none of ours, since the start. */
    public Map<String, Long> skipped() {
        return skipped.counts();
    }

    /** The same of one topic. */
    public long skipped(String topic) {
        return skipped.count(topic);
    }

    /** Tills' sales that no level of the ERP includes, a day after they were made, by document and item. */
    public long overdueSales() {
        return overdue.sales().overdue();
    }

    /** Tills' sales that were given up since the start, by document and item. */
    public long salesGivenUp() {
        return overdue.sales().givenUp();
    }

    /** Orders that hold stock, by document and item, of which nothing more was told for the time of the alarm. */
    public long overdueReservations() {
        return overdue.reservations().overdue();
    }

    /** Orders that expired since the start, by document and item. */
    public long expiredReservations() {
        return overdue.reservations().givenUp();
    }

    /** In words for a health check; empty while no order is overdue. */
    public Optional<String> reservationTrouble() {
        long orders = overdueReservations();
        return orders == 0
                ? Optional.empty()
                : Optional.of(
                        orders + " orders, by document and item, hold stock that no level of the ERP excludes, and"
                                + " nothing was told of them for "
                                + settings.reservations().alarmAfter().toHours() + " h");
    }

    /** Kafka Streams' own metrics; empty before the start. */
    public Map<MetricName, ? extends Metric> metrics() {
        KafkaStreams current = streams;
        return current == null ? Map.of() : current.metrics();
    }

    /** Stops within 5 seconds and leaves the group, so that others take over at once. */
    @Override
    public synchronized void close() {
        if (streams != null) {
            streams.close(CloseOptions.timeout(STOP_TIMEOUT)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    private AvailabilityStatus failed() {
        return new AvailabilityStatus(State.ERROR, "threads failed too often, last with " + replacement.last());
    }

    private Map<String, TopicDescription> described() {
        Topics topics = settings.topics();
        return describe(List.of(topics.orders(), topics.stock(), topics.items(), topics.prices()));
    }

    /** An item's levels and its reservations meet only where all topics by SKU are partitioned alike. */
    private int partitionsBySku(Map<String, TopicDescription> known) {
        Topics topics = settings.topics();
        int stock = known.get(topics.stock()).partitions().size();
        int items = known.get(topics.items()).partitions().size();
        if (stock != items) {
            throw new IllegalStateException(topics.stock() + " has " + stock + " partitions and " + topics.items()
                    + " has " + items + ": they must have equally many");
        }
        return stock;
    }

    private Map<String, TopicDescription> describe(List<String> topics) {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, START_TIMEOUT_MS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, START_TIMEOUT_MS / 2);
        try (Admin admin = Admin.create(properties)) {
            return admin.describeTopics(topics).allTopicNames().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not describe the topics " + topics, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka described the topics", e);
        }
    }
}
