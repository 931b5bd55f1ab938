package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Who said something, when it was said there, and when the hub had it; nothing is reckoned by it. It is for whoever asks
 * where a number comes from, when the event that told it may long be deleted.
 *
 * @param source of the event
 * @param saidAt when its source committed it, or when it happened where no commit is known
 * @param arrivedAt when its event was written to Kafka, in whole milliseconds
 */
record Origin(String source, Instant saidAt, Instant arrivedAt) {

    /** The first form of the state that has them. */
    static final int FORM = 3;

    /** A kind of source takes an octet, before its name; 0 is for nobody, and what is past them for a source of no kind. */
    private static final List<String> KINDS = List.of("/erp/", "/channels/", "/hub/");

    private static final int MILLIS = 1_000_000;

    /** @param arrivedAt epoch milliseconds */
    static Origin of(CanonicalEvent event, long arrivedAt) {
        Instant saidAt = event.committedAt() == null ? event.time() : event.committedAt();
        return new Origin(event.source(), saidAt, Instant.ofEpochMilli(arrivedAt));
    }

    /** @param origin null where an earlier release stored what it is of */
    static void write(Origin origin, StateWriter out) {
        if (origin == null) {
            out.octet(0);
            return;
        }
        int kind = 0;
        while (kind < KINDS.size() && !origin.source.startsWith(KINDS.get(kind))) {
            kind++;
        }
        int prefix = kind < KINDS.size() ? KINDS.get(kind).length() : 0;
        out.octet(kind + 1).text(origin.source.substring(prefix)).time(origin.saidAt);
        // How late it came rather than when: three octets as a rule.
        out.number(origin.arrivedAt.getEpochSecond() - origin.saidAt.getEpochSecond())
                .number(origin.arrivedAt.getNano() / MILLIS);
    }

    /** Null where nothing is known. */
    static Origin read(StateReader in) {
        if (in.form() < FORM) {
            return null;
        }
        int kind = in.octet() - 1;
        if (kind < 0) {
            return null;
        }
        String source = (kind < KINDS.size() ? KINDS.get(kind) : "") + in.text();
        Instant saidAt = in.time();
        Instant arrivedAt = Instant.ofEpochSecond(saidAt.getEpochSecond() + in.number());
        return new Origin(source, saidAt, arrivedAt.plus(Duration.ofMillis(in.number())));
    }
}
