package io.crossdock.hub.sync;

import io.crossdock.canonical.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What was sent and may still change what the channel shows: attempts on their way, and those that got no answer. */
final class InFlight {

    private final Map<Sku, Attempt> attempts = new HashMap<>();
    private Instant unansweredUntil = Instant.MIN;

    void begin(Attempt attempt) {
        attempts.put(attempt.offer().sku(), attempt);
    }

    /**
     * Its answer is known, or that there is none.
     *
     * @return whether it was on its way
     */
    boolean end(Attempt attempt) {
        return attempts.remove(attempt.offer().sku(), attempt);
    }

    boolean holds(Attempt attempt) {
        return attempt.equals(attempts.get(attempt.offer().sku()));
    }

    /** @param settlesAt when the channel has applied an attempt without an answer or never will */
    void unanswered(Instant settlesAt) {
        if (settlesAt.isAfter(unansweredUntil)) {
            unansweredUntil = settlesAt;
        }
    }

    boolean holds(Sku sku) {
        return attempts.containsKey(sku);
    }

    /** Since when the channel shows something wrong of each item that is on its way. */
    Stream<Instant> wrongSince() {
        return attempts.values().stream().map(Attempt::wrongSince).filter(Objects::nonNull);
    }

    int size() {
        return attempts.size();
    }

    /**
     * When nothing of it can be applied any more, if nothing else is sent.
     *
     * @param settles how long after it was begun a request may be applied
     * @return not after {@code now} where all of it is settled
     */
    Instant settledAt(Duration settles, Instant now) {
        Instant onTheirWay = attempts.isEmpty() ? Instant.MIN : now.plus(settles);
        return onTheirWay.isAfter(unansweredUntil) ? onTheirWay : unansweredUntil;
    }
}
