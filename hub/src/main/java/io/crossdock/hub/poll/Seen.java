package io.crossdock.hub.poll;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last state of each thing that the journal has, so that what an overlap brings again is not journaled again. Bounded,
 * and lost with the process: what is forgotten is journaled once more. By thing and not by state alone, because a level
 * may return to what it was and that is news. Digests of 16 bytes: a thing takes about 120 bytes.
 */
final class Seen {

    private final Map<Digest, State> lastByThing;
    private int sweep;
    private boolean isShort;
    private boolean wasShort;

    private record Digest(long high, long low) {
        static Digest of(String hex) {
            return new Digest(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
        }
    }

    /** @param sweep in which it was met last */
    private record State(long high, long low, int sweep) {
        boolean is(Digest digest) {
            return high == digest.high && low == digest.low;
        }
    }

    Seen(int most) {
        lastByThing = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Digest, State> eldest) {
                isShort |= size() > most && eldest.getValue().sweep == sweep;
                return size() > most;
            }
        };
    }

    boolean has(PolledRecords.Polled polled) {
        Digest thing = Digest.of(polled.thing());
        Digest digest = Digest.of(polled.fingerprint());
        State last = lastByThing.get(thing);
        if (last == null || !last.is(digest)) {
            return false;
        }
        lastByThing.put(thing, state(digest));
        return true;
    }

    void add(PolledRecords.Polled polled) {
        lastByThing.put(Digest.of(polled.thing()), state(Digest.of(polled.fingerprint())));
    }

    private State state(Digest digest) {
        return new State(digest.high, digest.low, sweep);
    }

    void sweepEnds() {
        sweep++;
        wasShort = isShort;
        isShort = false;
    }

    /** Whether this sweep or the one before met more things than can be remembered, so that each comes as news again. */
    boolean isTooShort() {
        return isShort || wasShort;
    }
}
