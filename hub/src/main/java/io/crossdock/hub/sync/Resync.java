package io.crossdock.hub.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a channel's items are offered again: since somebody asked, and so that none is older than its file says. */
final class Resync {

    /** A part of the interval, so that the channel is not told everything at once, but not more often than makes sense. */
    private static final int SLICES = 100;

    private static final Duration LEAST = Duration.ofMinutes(1);

    private final Optional<Duration> every;
    private Instant asked;
    private Instant next = Instant.MIN;

    /** @param every after how long each item has been offered again; empty where that is not done by itself */
    Resync(Optional<Duration> every) {
        this.every = every;
    }

    /** Other items are known by now. */
    void begin() {
        asked = null;
        next = Instant.MIN;
    }

    /** @param askedAt when somebody asked last; null where nobody did */
    void apply(OfferQueue queue, Instant askedAt, Instant now) {
        if (askedAt != null && !askedAt.equals(asked)) {
            asked = askedAt;
            // Who asks may know that the channel would take by now what it refused; refused daily, it would only be
            // noise.
            queue.resync(askedAt, true, now);
        }
        if (every.isPresent() && !now.isBefore(next)) {
            Duration slice = every.get().dividedBy(SLICES);
            next = now.plus(slice.compareTo(LEAST) < 0 ? LEAST : slice);
            queue.resync(now.minus(every.get()), false, now);
        }
    }
}
