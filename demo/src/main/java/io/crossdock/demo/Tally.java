package io.crossdock.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was seen of one channel. */
final class Tally {

    private final Set<String> journaledIds = new HashSet<>();
    private final Set<String> eventSubjects = new HashSet<>();
    private final Set<String> deadLetterIds = new HashSet<>();
    private final List<Long> lagsMillis = new ArrayList<>();
    private long records;
    private long events;
    private long offers;

    synchronized void journaled(String id) {
        records++;
        journaledIds.add(id);
    }

    synchronized void event(String subject) {
        events++;
        eventSubjects.add(subject);
    }

    synchronized void deadLetter(String inboundId) {
        deadLetterIds.add(inboundId);
    }

    synchronized void receipt(Duration lag) {
        offers++;
        if (lag != null) {
            lagsMillis.add(lag.toMillis());
        }
    }

    /** From here on only new lags count: those of a first load say little. */
    synchronized void forgetLags() {
        lagsMillis.clear();
    }

    synchronized boolean isJournaled(String id) {
        return journaledIds.contains(id);
    }

    synchronized boolean hasEventOf(String subject) {
        return eventSubjects.contains(subject);
    }

    synchronized long records() {
        return records;
    }

    synchronized long events() {
        return events;
    }

    synchronized long offers() {
        return offers;
    }

    synchronized long deadLetters() {
        return deadLetterIds.size();
    }

    /** In milliseconds; -1 where nothing was measured. */
    synchronized long lagMillis(int percentile) {
        if (lagsMillis.isEmpty()) {
            return -1;
        }
        List<Long> sorted = new ArrayList<>(lagsMillis);
        Collections.sort(sorted);
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percentile / 100));
    }
}
