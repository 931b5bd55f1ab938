package io.crossdock.hub.availability;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts by topic what could not be used, and says so once a topic: a flood of them must not fill the log. */
final class SkippedRecords {

    private static final Logger LOG = LoggerFactory.getLogger(SkippedRecords.class);

    private final Map<String, LongAdder> byTopic = new ConcurrentHashMap<>();

    /** @param why names type and rule, never a value */
    void count(String topic, int partition, long offset, String why) {
        byTopic.computeIfAbsent(topic, first -> {
                    LOG.warn(
                            "availability skipped a record topic={} partition={} offset={} reason={};"
                                    + " further ones of this topic are only counted",
                            topic,
                            partition,
                            offset,
                            why);
                    return new LongAdder();
                })
                .increment();
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        byTopic.forEach((topic, count) -> counts.put(topic, count.sum()));
        return counts;
    }
}
