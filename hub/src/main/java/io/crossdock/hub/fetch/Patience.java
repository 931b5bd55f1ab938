package io.crossdock.hub.fetch;

import io.crossdock.hub.normalize.Journaled;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is remembered of records that have to be fetched again: which are done with, and what tells a record that its
 * system will never give us from a system that is away. Bounded, and lost with the process: what is forgotten is fetched
 * once more.
 *
 * <p>Only the system's answers to other records count against a record. While none succeeds, all wait: giving up would
 * drain a whole outage into the dead letters.
 */
final class Patience {

    /** Failures after another record's success until a record is given up. */
    static final int ATTEMPTS = 5;

    /** A system that restarts answers some and not others for a while. */
    static final Duration AT_LEAST = Duration.ofMinutes(1);

    /** Even without another record's success, so that a window full of bad records does not last for ever. */
    static final Duration AT_MOST = Duration.ofDays(1);

    private static final int REMEMBERED = 1000;

    private final Map<String, Trial> trials = bounded();
    private final Map<String, Boolean> settled = bounded();
    private long answers;

    private static final class Trial {
        private final Instant since;
        private final long answersBefore;
        private int attempts;
        private int attemptsWhileOthersSucceed;

        private Trial(Instant since, long answersBefore) {
            this.since = since;
            this.answersBefore = answersBefore;
        }
    }

    synchronized boolean isSettled(Journaled journaled) {
        return settled.containsKey(journaled.position());
    }

    /** What became of it is in Kafka. */
    synchronized void settled(Journaled journaled) {
        trials.remove(journaled.position());
        settled.put(journaled.position(), true);
    }

    /** The system gave what a record names. */
    synchronized void answered() {
        answers++;
    }

    synchronized int attempts(Journaled journaled) {
        Trial trial = trials.get(journaled.position());
        return trial == null ? 0 : trial.attempts;
    }

    /** Counts one more attempt in vain, and says whether it was the last. */
    synchronized boolean isLast(Journaled journaled, Failure failure, Instant now) {
        Trial trial = trials.computeIfAbsent(journaled.position(), position -> new Trial(now, answers));
        trial.attempts++;
        if (answers > trial.answersBefore) {
            trial.attemptsWhileOthersSucceed++;
        }
        Duration age = Duration.between(trial.since, now);
        return switch (failure.kind()) {
            // Our credentials are accepted for others.
            case UNAUTHORIZED -> trial.attemptsWhileOthersSucceed > 0;
            // Says something of the system and nothing of the record.
            case THROTTLED -> false;
            default ->
                age.compareTo(AT_MOST) >= 0
                        || trial.attemptsWhileOthersSucceed >= ATTEMPTS && age.compareTo(AT_LEAST) >= 0;
        };
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
