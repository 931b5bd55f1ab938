package io.crossdock.hub.kafka;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing, each as its use demands; of those that exist at most the retention is set. */
public final class TopicSetup {

    private static final int DUTY_PARTITIONS = 16;
    private static final Duration BROKERS_WITHIN = Duration.ofSeconds(10);
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String MAX_BYTES = Integer.toString(KafkaClients.MAX_RECORD_BYTES);

    /** A key that was destroyed is to be gone from the brokers' disks within hours, on a quiet topic too. */
    private static final Map<String, String> KEYS = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_MS_CONFIG,
            Long.toString(Duration.ofHours(1).toMillis()),
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
            Long.toString(Duration.ofHours(6).toMillis()),
            TopicConfig.DELETE_RETENTION_MS_CONFIG,
            Long.toString(Duration.ofHours(24).toMillis()),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.01");

    /** Whoever is there says every minute what follows from all before. What is late is told by one clock, the broker's. */
    private static final Map<String, String> BUDGETS = Map.of(
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(Duration.ofHours(1).toMillis()),
            TopicConfig.SEGMENT_MS_CONFIG,
            Long.toString(Duration.ofMinutes(10).toMillis()),
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime");

    private final Topics topics;
    private final int partitions;
    private final short replication;
    private final int minInSync;
    private final Retention retention;
    private final boolean withKeys;

    public TopicSetup(Topics topics, int partitions, int replication, int minInSync) {
        this(topics, partitions, replication, minInSync, Retention.DEFAULT, false);
    }

    /** @param withKeys whether something is encrypted, so that its keys need a topic */
    public TopicSetup(
            Topics topics, int partitions, int replication, int minInSync, Retention retention, boolean withKeys) {
        this.topics = topics;
        this.partitions = partitions;
        this.replication = (short) replication;
        this.minInSync = minInSync;
        this.retention = retention;
        this.withKeys = withKeys;
    }

    /** As the process is configured. */
    public static TopicSetup of(Settings settings) {
        return new TopicSetup(
                settings.topics(),
                settings.partitions(),
                settings.replication(),
                settings.minInSync(),
                settings.retention(),
                settings.encryption().canOpen());
    }

    /**
     * Creates what is missing and changes nothing that is there.
     *
     * @throws IllegalStateException when Kafka does not answer within a minute or refuses
     */
    public void create(Admin admin, Collection<ChannelId> channels, Collection<String> erps) {
        created(admin, channels, erps);
    }

    /**
     * Creates what is missing, and brings what was there to the retention that this process was asked for.
     *
     * @return why some topics that were there keep what they hold for another time than was asked for; empty as a rule
     * @throws IllegalStateException when Kafka does not answer within a minute or refuses
     */
    public Optional<String> ensure(Admin admin, Collection<ChannelId> channels, Collection<String> erps) {
        return follow(admin, created(admin, channels, erps), retentions(channels));
    }

    /**
     * Creates what capabilities need that move out of the ERP, where some are declared.
     *
     * @return as {@link #ensure}
     */
    public Optional<String> createCapabilities(Admin admin) {
        String differences = topics.capabilityDifferences();
        Retention.Time kept = retention.events();
        Set<String> existing = createMissing(
                admin,
                new ArrayList<>(List.of(
                        compactedSoon(topics.capabilities()),
                        topic(topics.capabilityChanges(), 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")),
                        kept(differences, kept.length()))));
        return follow(admin, existing, Map.of(differences, kept));
    }

    /** Creates what channels need whose prices are guarded. */
    public void createReleases(Admin admin, Collection<ChannelId> guarded) {
        List<NewTopic> wanted = new ArrayList<>();
        guarded.forEach(channel -> wanted.add(compacted(topics.releases(channel), partitions)));
        if (!wanted.isEmpty()) {
            createMissing(admin, wanted);
        }
    }

    /**
     * Creates what the orders need that an ERP is to have.
     *
     * @return as {@link #ensure}
     */
    public Optional<String> createOrderEntry(Admin admin, String erp) {
        Retention.Time kept = retention.erpOrders();
        Retention.Time retried = retention.deadLetters();
        Set<String> existing = createMissing(
                admin,
                new ArrayList<>(List.of(
                        topic(
                                topics.erpOrders(erp),
                                1,
                                Map.of(
                                        TopicConfig.CLEANUP_POLICY_CONFIG,
                                        TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                                        TopicConfig.RETENTION_MS_CONFIG,
                                        Long.toString(kept.length().toMillis()))),
                        kept(topics.erpOrderRetries(erp), retried.length()))));
        return follow(admin, existing, Map.of(topics.erpOrders(erp), kept, topics.erpOrderRetries(erp), retried));
    }

    /** Creates what an ERP needs whose orders are numbered. */
    public void createInterchanges(Admin admin, String erp) {
        createMissing(admin, new ArrayList<>(List.of(compactedSoon(topics.erpInterchanges(erp)))));
    }

    /**
     * Brings topics that were there to the retention that this process was asked for.
     *
     * @return as {@link #ensure}
     */
    private static Optional<String> follow(Admin admin, Set<String> existing, Map<String, Retention.Time> wanted) {
        Map<String, Duration> asked = new HashMap<>();
        wanted.forEach((topic, time) -> {
            if (time.isAsked() && existing.contains(topic)) {
                asked.put(topic, time.length());
            }
        });
        return TopicRetention.apply(admin, asked);
    }

    /** Tells which topics there were before. */
    private Set<String> created(Admin admin, Collection<ChannelId> channels, Collection<String> erps) {
        return createMissing(admin, wanted(channels, erps));
    }

    private static Set<String> createMissing(Admin admin, List<NewTopic> wanted) {
        try {
            Set<String> existing = admin.listTopics().names().get(60, TimeUnit.SECONDS);
            wanted.removeIf(topic -> existing.contains(topic.name()));
            createAll(admin, wanted);
            awaitLeaders(admin, wanted);
            return existing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not let us create our topics: " + reason(e), e);
        }
    }

    /** A broker that has just come back is not counted until the controller has heard of it. */
    private static void createAll(Admin admin, List<NewTopic> wanted)
            throws InterruptedException, ExecutionException, TimeoutException {
        long deadlineNanos = System.nanoTime() + BROKERS_WITHIN.toNanos();
        while (true) {
            try {
                for (var created : admin.createTopics(wanted).values().entrySet()) {
                    awaitCreated(created.getValue().toCompletionStage().toCompletableFuture());
                }
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof InvalidReplicationFactorException) || System.nanoTime() > deadlineNanos) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static String reason(Exception e) {
        return e.getCause() == null ? "no answer in time" : e.getCause().getMessage();
    }

    /** Another process may have been faster. */
    private static void awaitCreated(Future<Void> created)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            created.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /**
     * A topic is created before its brokers have heard that they lead it. Until then they refuse records, and a producer
     * whose first one is refused while its next is taken cannot bring it in any more: it gives up on it after half a minute.
     */
    private static void awaitLeaders(Admin admin, List<NewTopic> created)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (NewTopic topic : created) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long deadlineNanos = System.nanoTime() + LEADERS_WITHIN.toNanos();
        while (true) {
            try {
                // Only a leader answers.
                admin.listOffsets(partitions).all().get(LEADERS_WITHIN.toSeconds(), TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadlineNanos) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private List<NewTopic> wanted(Collection<ChannelId> channels, Collection<String> erps) {
        List<NewTopic> wanted = new ArrayList<>();
        retentions(channels).forEach((topic, kept) -> wanted.add(kept(topic, kept.length())));
        wanted.add(compacted(topics.prices(), partitions));
        wanted.add(compacted(topics.items(), partitions));
        wanted.add(compacted(topics.availability(), partitions));
        wanted.add(topic(topics.duties(), DUTY_PARTITIONS, Map.of()));
        wanted.add(compactedSoon(topics.cursors()));
        wanted.add(topic(topics.budgets(), 1, BUDGETS));
        wanted.add(compactedSoon(topics.channelModes()));
        wanted.add(compactedSoon(topics.channelStandings()));
        wanted.add(topic(topics.channelModeChanges(), 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")));
        if (withKeys) {
            wanted.add(topic(topics.keys(), 1, KEYS));
            wanted.add(topic(topics.erasures(), 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")));
        }
        for (ChannelId channel : channels) {
            wanted.add(compacted(topics.receipts(channel), partitions));
        }
        if (!erps.isEmpty()) {
            wanted.add(compactedSoon(topics.erpResyncs()));
        }
        for (String erp : erps) {
            wanted.add(compacted(topics.erpOffsets(erp), 1));
            wanted.add(topic(topics.erpSchemas(erp), 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")));
        }
        return wanted;
    }

    /** Short segments, since only closed ones are compacted and whoever starts or takes over reads the topic whole. */
    private NewTopic compactedSoon(String name) {
        return topic(
                name,
                1,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        Integer.toString(4 * 1024 * 1024),
                        TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(Duration.ofHours(1).toMillis()),
                        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                        "0.1"));
    }

    private Map<String, Retention.Time> retentions(Collection<ChannelId> channels) {
        Map<String, Retention.Time> kept = new HashMap<>();
        for (String topic :
                List.of(topics.orders(), topics.stock(), topics.shipments(), topics.returns(), topics.reports())) {
            kept.put(topic, retention.events());
        }
        kept.put(topics.deadLetters(), retention.deadLetters());
        // Longer than any letter, or a letter that was replayed would be open again.
        kept.put(topics.deadLetterActions(), retention.deadLetters().plusDays(335));
        channels.forEach(channel -> kept.put(topics.journal(channel), retention.journal()));
        return kept;
    }

    private NewTopic kept(String name, Duration retention) {
        return topic(name, partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())));
    }

    private NewTopic compacted(String name, int partitions) {
        return topic(name, partitions, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private NewTopic topic(String name, int partitions, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(minInSync));
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_BYTES);
        return new NewTopic(name, partitions, replication).configs(settings);
    }
}
