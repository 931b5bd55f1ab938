package io.crossdock.hub.writeback;

import io.crossdock.hub.sync.Backoff;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Orders at which the ERP's interface failed, while others go on. Each is tried again now and then, and a failure counts
 * against it only where the interface took another order since its last one: an interface that is down proves nothing.
 * Where there is no more room, no other order can be taken, and one since its first failure is enough. What comes later of
 * the same order waits behind it. For one thread.
 */
final class OrdersAside {

    /** A batch of Kafka's; more than so many are no exceptions. */
    private static final int MOST = 100;

    private final Map<String, Aside> byOrder = new LinkedHashMap<>();
    private final int attempts;
    private final Backoff pauses;
    private long passed;

    /** @param attempts how many failures an order has before it is given up */
    OrdersAside(int attempts, Backoff pauses) {
        this.attempts = attempts;
        this.pauses = pauses;
    }

    boolean hasRoom() {
        return byOrder.size() < MOST;
    }

    int size() {
        return byOrder.size();
    }

    boolean has(String order) {
        return byOrder.containsKey(order);
    }

    /** The interface took an order, or judged it. */
    void passed() {
        passed++;
    }

    /** An order failed for the first time. */
    void add(String order, ConsumerRecord<byte[], byte[]> record, Instant now) {
        Aside aside = new Aside(order);
        aside.records.add(record);
        byOrder.put(order, aside);
        failed(aside, now);
    }

    /** Something came of an order that is here. */
    void addBehind(String order, ConsumerRecord<byte[], byte[]> record) {
        byOrder.get(order).records.add(record);
    }

    /** The one that is to be tried next, whether it is time or not. */
    Optional<Aside> first() {
        return byOrder.values().stream().min(Comparator.comparing(aside -> aside.nextAt));
    }

    /** Those whose time has come, the longest waiting first. */
    List<Aside> due(Instant now) {
        return byOrder.values().stream()
                .filter(aside -> !aside.nextAt.isAfter(now))
                .sorted(Comparator.comparing(aside -> aside.nextAt))
                .toList();
    }

    /** Whether another failure is enough. */
    boolean isLastAttempt(Aside aside) {
        return isProven(aside) && aside.failures + 1 >= attempts;
    }

    void failed(Aside aside, Instant now) {
        if (aside.failures == 0) {
            aside.passedAtFirst = passed;
            aside.failures = 1;
        } else if (isProven(aside)) {
            aside.failures++;
        }
        aside.passedBefore = passed;
        aside.nextAt = now.plus(pauses.after(aside.failures));
    }

    /** Whether another failure of it is perhaps its own. */
    private boolean isProven(Aside aside) {
        return passed > aside.passedBefore || !hasRoom() && passed > aside.passedAtFirst;
    }

    /** It failed no more, or was given up; what waited behind it is next. */
    void done(Aside aside) {
        aside.records.remove();
        aside.failures = 0;
        aside.nextAt = Instant.MIN;
        if (aside.records.isEmpty()) {
            byOrder.remove(aside.order);
        }
    }

    /** All that came of the orders here, none of which may be taken for done. */
    Collection<ConsumerRecord<byte[], byte[]>> records() {
        return byOrder.values().stream()
                .flatMap(aside -> aside.records.stream())
                .toList();
    }

    /** One order. */
    static final class Aside {

        private final String order;
        private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
        private int failures;
        private long passedAtFirst;
        private long passedBefore;
        private Instant nextAt = Instant.MIN;

        private Aside(String order) {
            this.order = order;
        }

        /** What is tried again. */
        ConsumerRecord<byte[], byte[]> record() {
            return records.element();
        }
    }
}
