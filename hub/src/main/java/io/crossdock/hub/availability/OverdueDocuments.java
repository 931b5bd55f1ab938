package io.crossdock.hub.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents that wait for the ERP: how many of them are overdue, and how many were given up. Tasks share it, and it says
 * so in the log no more than once an hour.
 */
final class OverdueDocuments {

    private static final Logger LOG = LoggerFactory.getLogger(OverdueDocuments.class);
    private static final Duration SAY_AGAIN_AFTER = Duration.ofHours(1);

    private final Map<Integer, Long> overdue = new ConcurrentHashMap<>();
    private final LongAdder givenUp = new LongAdder();
    private final String overdueWords;
    private final String givenUpWords;
    private Instant saidAt = Instant.MIN;

    /**
     * @param overdueWords say what documents are overdue
     * @param givenUpWords say what became of one that was given up
     */
    OverdueDocuments(String overdueWords, String givenUpWords) {
        this.overdueWords = overdueWords;
        this.givenUpWords = givenUpWords;
    }

    /** What one partition has of it, after it was looked through. */
    void overdue(int partition, long documents, Instant now) {
        overdue.put(partition, documents);
        if (documents > 0) {
            say(overdueWords + " documents=" + documents + " partition=" + partition, now);
        }
    }

    /** The partition is somebody else's now. */
    void leave(int partition) {
        overdue.remove(partition);
    }

    void givenUp(String sku, String document, Instant now) {
        givenUp.increment();
        say(givenUpWords + " sku=" + sku + " document=" + document, now);
    }

    /** Documents and items now. */
    long overdue() {
        return overdue.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Documents and items since the start. */
    long givenUp() {
        return givenUp.sum();
    }

    private synchronized void say(String what, Instant now) {
        if (saidAt.isBefore(now.minus(SAY_AGAIN_AFTER))) {
            saidAt = now;
            LOG.warn("{}; further ones of this hour are only counted", what);
        }
    }
}
