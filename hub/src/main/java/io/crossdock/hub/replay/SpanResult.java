package io.crossdock.hub.replay;

import io.crossdock.spi.Failure;
import java.util.EnumMap;
import java.util.Map;

/** What became of a span of the journal so far; mutable, owned by its {@link SpanReplay}. */
public final class SpanResult {

    private final Map<Failure.Kind, Long> failures = new EnumMap<>(Failure.Kind.class);
    private long records;
    private long events;
    private long settled;
    private int revision;

    void add(int translatedBy, int eventsOfIt) {
        records++;
        events += eventsOfIt;
        revision = translatedBy;
    }

    void add(Failure.Kind kind) {
        failures.merge(kind, 1L, Long::sum);
    }

    void settled(long letters) {
        settled += letters;
    }

    public long records() {
        return records;
    }

    public long events() {
        return events;
    }

    /** Records that could not be translated, by kind. */
    public Map<Failure.Kind, Long> failures() {
        return Map.copyOf(failures);
    }

    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Dead letters whose records could be translated now. */
    public long settled() {
        return settled;
    }

    /** Of the translation; 0 while there was no record. */
    public int revision() {
        return revision;
    }
}
