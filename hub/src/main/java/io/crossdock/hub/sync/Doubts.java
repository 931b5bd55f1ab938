package io.crossdock.hub.sync;

import io.crossdock.canonical.Sku;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/** Of which items the channel may have been told something that has no receipt. */
final class Doubts {

    /** When the change was recorded that each attempt on its way tells, where it tells one. */
    private final Map<Sku, Long> sent = new HashMap<>();

    private final Set<Item> doubtful = new HashSet<>();

    /** The item is about to be told what is wanted of it. */
    void sends(Item item) {
        if (item.tellsChange()) {
            sent.put(item.sku, item.recordedMillis);
        }
    }

    /** The answer is known, or that there is none. */
    void answered(Attempt attempt) {
        sent.remove(attempt.offer().sku());
    }

    /** The item has changed. */
    void look(Item item) {
        if (item.isDoubtful()) {
            doubtful.add(item);
        } else {
            doubtful.remove(item);
        }
    }

    /** The item is another owner's. */
    void drop(Item item) {
        doubtful.remove(item);
    }

    /**
     * When the oldest of the changes was recorded that these items may have been told; empty where there are none. Whoever
     * comes next suspects what was recorded since: a change that takes one of these back comes later still.
     */
    Optional<Instant> since() {
        LongStream onTheirWay = sent.values().stream().mapToLong(Long::longValue);
        LongStream unsure = doubtful.stream().mapToLong(item -> item.recordedMillis);
        OptionalLong oldest = LongStream.concat(onTheirWay, unsure).min();
        return oldest.isPresent() ? Optional.of(Instant.ofEpochMilli(oldest.getAsLong())) : Optional.empty();
    }
}
