package io.crossdock.hub.duties;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each duty one owner through a consumer group: a duty belongs to a partition of the duties topic by the hash of
 * its name, and whoever is assigned the partition has the duty. No records are read; Kafka's group protocol is the lock.
 */
public final class Duties implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Duties.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final Topics topics;
    private final List<Duty> duties;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Set<Integer> partitions = new HashSet<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Consumer<byte[], byte[]> kafka;
    private Thread thread;

    public Duties(KafkaClients clients, Topics topics, List<Duty> duties) {
        this.clients = clients;
        this.topics = topics;
        this.duties = List.copyOf(duties);
    }

    public void start() {
        // Cooperative: whoever joins or leaves disturbs only the duties that move.
        kafka = clients.consumer(
                topics.duties(),
                Map.of(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName()));
        kafka.subscribe(List.of(topics.duties()), new Assignment());
        thread = new Thread(this::run, "duties");
        thread.start();
    }

    /** The names of the duties that this process has now. */
    public Set<String> held() {
        return Set.copyOf(held);
    }

    /** Leaves all duties, then the group, so that another process takes over at once. */
    @Override
    public void close() {
        stopping.countDown();
        if (thread == null) {
            return;
        }
        kafka.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(9));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                try {
                    kafka.poll(POLL);
                    takeMissing();
                } catch (WakeupException e) {
                    // only sent when stopping
                } catch (KafkaException e) {
                    LOG.warn("duties cannot be agreed on: {}", e.getMessage());
                    stopping.await(1, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(duties);
            kafka.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    private void takeMissing() {
        int count = kafka.partitionsFor(topics.duties()).size();
        for (Duty duty : duties) {
            if (!held.contains(duty.name()) && partitions.contains(partitionOf(duty, count))) {
                take(duty);
            }
        }
    }

    private void take(Duty duty) {
        try {
            duty.take().run();
            held.add(duty.name());
        } catch (RuntimeException e) {
            LOG.warn("duty {} could not be taken and is tried again: {}", duty.name(), e.getMessage());
        }
    }

    private void leave(List<Duty> leaving) {
        for (Duty duty : leaving) {
            if (held.contains(duty.name())) {
                leave(duty);
            }
        }
    }

    private void leave(Duty duty) {
        try {
            duty.leave().run();
        } catch (RuntimeException e) {
            LOG.error("duty {} was left with an error", duty.name(), e);
        } finally {
            held.remove(duty.name());
        }
    }

    private static int partitionOf(Duty duty, int count) {
        return Utils.toPositive(Utils.murmur2(duty.name().getBytes(StandardCharsets.UTF_8))) % count;
    }

    /** Called within poll: a duty has ended before its partition goes to another. */
    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            assigned.forEach(partition -> partitions.add(partition.partition()));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            revoked.forEach(partition -> partitions.remove(partition.partition()));
            leave(duties.stream().filter(duty -> !stillOurs(duty)).toList());
        }

        private boolean stillOurs(Duty duty) {
            return !held.contains(duty.name()) || partitions.contains(partitionOf(duty, countOfDuties()));
        }

        private int countOfDuties() {
            return kafka.partitionsFor(topics.duties()).size();
        }
    }
}
