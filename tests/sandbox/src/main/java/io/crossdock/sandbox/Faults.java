package io.crossdock.sandbox;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tells a system to misbehave, for one operation (the vendor's name of it) or for {@link #ALL}, so many times or until
 * healed; switchable while it runs. Authentication is checked first: a stranger gets the same refusal on a bad day.
 */
public final class Faults implements AutoCloseable {

    public static final String ALL = "*";
    public static final int UNTIL_HEALED = Integer.MAX_VALUE;

    /** What can be wrong, in the order in which it strikes. */
    public enum Kind {
        /** Answers late. */
        SLOW,
        /** 429 with Retry-After. */
        THROTTLE,
        /** A 5xx of choice. */
        FAIL,
        /** Closes the connection and does nothing. */
        DROP_BEFORE,
        /** Does what it was asked and closes the connection without saying so. */
        DROP_AFTER,
        /** Takes the request, but not this item of it. */
        REJECT_ITEM
    }

    /**
     * @param span how late, or what Retry-After says; zero where it does not matter
     * @param status of a 5xx; 0 where it does not matter
     */
    public record Fault(Kind kind, Duration span, int status) {}

    private record Place(Kind kind, String operation) {}

    private static final class Standing {
        private final Fault fault;
        private int left;

        private Standing(Fault fault, int times) {
            this.fault = fault;
            this.left = times;
        }
    }

    private final Map<Place, Standing> standing = new HashMap<>();
    private final Map<Kind, Long> happened = new EnumMap<>(Kind.class);
    private final Set<String> rejected = new HashSet<>();
    private boolean closed;

    /** Every call takes this much longer until healed; a long one is a hung system. */
    public void slow(String operation, Duration delay) {
        put(operation, UNTIL_HEALED, new Fault(Kind.SLOW, delay, 0));
    }

    public void throttle(String operation, int times, Duration retryAfter) {
        put(operation, times, new Fault(Kind.THROTTLE, retryAfter, 429));
    }

    /** @param status 500 to 599 */
    public void fail(String operation, int times, int status) {
        put(operation, times, new Fault(Kind.FAIL, Duration.ZERO, status));
    }

    public void dropBefore(String operation, int times) {
        put(operation, times, new Fault(Kind.DROP_BEFORE, Duration.ZERO, 0));
    }

    public void dropAfter(String operation, int times) {
        put(operation, times, new Fault(Kind.DROP_AFTER, Duration.ZERO, 0));
    }

    public synchronized void rejectItem(String sku) {
        rejected.add(sku);
    }

    /** Everything is well again, at once: who was made to wait goes on. */
    public synchronized void heal() {
        standing.clear();
        rejected.clear();
        notifyAll();
    }

    public synchronized void heal(String operation) {
        standing.keySet().removeIf(place -> place.operation().equals(operation));
        notifyAll();
    }

    /** How often it struck. */
    public synchronized long happened(Kind kind) {
        return happened.getOrDefault(kind, 0L);
    }

    /** The fault of this kind that strikes the operation now; uses up one of its times. */
    public synchronized Optional<Fault> strike(Kind kind, String operation) {
        Place place = new Place(kind, operation);
        if (!standing.containsKey(place)) {
            place = new Place(kind, ALL);
        }
        Standing found = standing.get(place);
        if (found == null) {
            return Optional.empty();
        }
        if (found.left != UNTIL_HEALED && --found.left == 0) {
            standing.remove(place);
        }
        happened.merge(kind, 1L, Long::sum);
        return Optional.of(found.fault);
    }

    /** Whether the system is told to refuse this item. */
    public synchronized boolean rejects(String sku) {
        if (!rejected.contains(sku)) {
            return false;
        }
        happened.merge(Kind.REJECT_ITEM, 1L, Long::sum);
        return true;
    }

    /** Waits as long as the operation is told to be slow, but no longer than until it is healed. */
    public synchronized void hold(String operation) {
        Optional<Fault> slow = strike(Kind.SLOW, operation);
        if (slow.isEmpty()) {
            return;
        }
        long deadlineNanos = System.nanoTime() + slow.get().span().toNanos();
        while (!closed && isStanding(slow.get())) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (leftMillis <= 0) {
                return;
            }
            try {
                wait(leftMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private synchronized void put(String operation, int times, Fault fault) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1");
        }
        standing.put(new Place(fault.kind(), operation), new Standing(fault, times));
        notifyAll();
    }

    private boolean isStanding(Fault fault) {
        return standing.values().stream().anyMatch(one -> one.fault == fault);
    }
}
