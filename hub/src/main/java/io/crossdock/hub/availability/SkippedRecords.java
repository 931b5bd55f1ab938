package io.crossdock.hub.availability;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts by topic what could not be used, and tells the first record of each kind of reason: a flood of them must not
 * fill the log, and one kind must not hide another.
 */
final class SkippedRecords {

    /** Kinds that are told of one topic: whoever makes up new ones must not fill the log either. */
    static final int MOST_KINDS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(SkippedRecords.class);

    /** The place within a list says nothing about the kind of what is wrong there. */
    private static final Pattern PLACE = Pattern.compile("\\[\\d+]");

    private final Map<String, Skipped> byTopic = new TreeMap<>();
    private final Consumer<String> log;

    private static final class Skipped {
        private final Set<String> kinds = new HashSet<>();
        private long count;
    }

    SkippedRecords() {
        this(LOG::warn);
    }

    /** @param log told what is for people */
    SkippedRecords(Consumer<String> log) {
        this.log = log;
    }

    /** @param why names type and rule, never a value */
    synchronized void count(String topic, int partition, long offset, String why) {
        Skipped skipped = byTopic.computeIfAbsent(topic, first -> new Skipped());
        skipped.count++;
        String kind = PLACE.matcher(why).replaceAll("[]");
        if (skipped.kinds.size() < MOST_KINDS && skipped.kinds.add(kind)) {
            boolean isLast = skipped.kinds.size() == MOST_KINDS;
            log.accept("availability skipped a record topic=" + topic + " partition=" + partition + " offset=" + offset
                    + " reason=" + why + "; further ones of this topic are only counted"
                    + (isLast ? ", whatever the reason" : " where the reason is the same"));
        }
    }

    synchronized long count(String topic) {
        Skipped skipped = byTopic.get(topic);
        return skipped == null ? 0 : skipped.count;
    }

    synchronized Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        byTopic.forEach((topic, skipped) -> counts.put(topic, skipped.count));
        return counts;
    }
}
