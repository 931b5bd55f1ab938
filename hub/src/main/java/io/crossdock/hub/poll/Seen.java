package io.crossdock.hub.poll;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last state of each thing that the journal has, so that what an overlap brings again is not journaled again. Bounded,
 * and lost with the process: what is forgotten is journaled once more. By thing and not by state alone, because a level
 * may return to what it was and that is news.
 */
final class Seen {

    private final Map<String, String> lastByThing;

    Seen(int most) {
        lastByThing = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > most;
            }
        };
    }

    boolean has(PolledRecords.Polled polled) {
        return polled.fingerprint().equals(lastByThing.get(thing(polled)));
    }

    void add(PolledRecords.Polled polled) {
        lastByThing.put(thing(polled), polled.fingerprint());
    }

    private static String thing(PolledRecords.Polled polled) {
        return polled.inbound().kind() + " " + polled.inbound().key();
    }
}
