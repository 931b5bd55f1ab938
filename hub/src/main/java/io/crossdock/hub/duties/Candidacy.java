package io.crossdock.hub.duties;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's membership in the group of one duty: whoever is assigned the first partition of the duties topic there
 * has the duty. No records are read; Kafka's group protocol is the lock. Why a group for each duty: in a common one, it
 * could be assigned to a process that does not know it.
 */
final class Candidacy {

    private static final Logger LOG = LoggerFactory.getLogger(Candidacy.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int DECIDES = 0;

    private final KafkaClients clients;
    private final Topics topics;
    private final Duty duty;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Consumer<byte[], byte[]> kafka;
    private volatile boolean isHeld;
    private volatile String trouble;
    private boolean isAssigned;
    private Thread thread;

    Candidacy(KafkaClients clients, Topics topics, Duty duty) {
        this.clients = clients;
        this.topics = topics;
        this.duty = duty;
    }

    String name() {
        return duty.name();
    }

    boolean isHeld() {
        return isHeld;
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    void start() {
        // Cooperative: whoever joins or leaves disturbs nobody whose assignment stays.
        kafka = clients.consumer(
                topics.group("duties", duty.name().replace(':', '.')),
                Map.of(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName()));
        kafka.subscribe(List.of(topics.duties()), new Assignment());
        thread = new Thread(this::run, "duty-" + duty.name());
        thread.start();
    }

    void endSoon() {
        stopping.countDown();
        if (thread != null) {
            kafka.wakeup();
        }
    }

    void awaitEnd(Instant deadline) {
        try {
            if (thread != null) {
                thread.join(
                        Math.max(1, Duration.between(Instant.now(), deadline).toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
            kafka.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    /** Whatever goes wrong is tried again: a thread that ended would hold or miss the duty in silence. */
    private void round() throws InterruptedException {
        try {
            kafka.poll(POLL);
            if (!isAssigned) {
                trouble = null;
            } else if (!isHeld) {
                take();
            }
        } catch (WakeupException e) {
            // only sent when stopping
        } catch (RuntimeException e) {
            LOG.warn("duty {} cannot be agreed on: {}", duty.name(), e.getMessage());
            trouble = "cannot be agreed on: " + e.getMessage();
            stopping.await(1, TimeUnit.SECONDS);
        }
    }

    private void take() {
        try {
            duty.take().run();
            isHeld = true;
            trouble = null;
        } catch (RuntimeException e) {
            LOG.warn("duty {} could not be taken and is tried again: {}", duty.name(), e.getMessage());
            trouble = "cannot be taken: " + e.getMessage();
        }
    }

    private void leave() {
        if (!isHeld) {
            return;
        }
        try {
            duty.leave().run();
        } catch (RuntimeException e) {
            LOG.error("duty {} was left with an error", duty.name(), e);
        } finally {
            isHeld = false;
        }
    }

    /** Called within poll: the duty has ended before its partition goes to another. */
    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            isAssigned |= decides(assigned);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            if (decides(revoked)) {
                isAssigned = false;
                leave();
            }
        }

        private static boolean decides(Collection<TopicPartition> partitions) {
            return partitions.stream().anyMatch(partition -> partition.partition() == DECIDES);
        }
    }
}
