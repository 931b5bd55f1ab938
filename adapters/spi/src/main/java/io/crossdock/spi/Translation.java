package io.crossdock.spi;

import io.crossdock.canonical.CanonicalEvent;
import java.util.List;

/**
 * The pure function from an inbound record to canonical events: no I/O, no clock, the same answer every time.
 * Implementations have a public constructor without parameters and are shared by threads.
 */
public interface Translation {

    /**
     * @return the events, none where the record holds no news (a test message, a notification whose {@link Fetch}
     *     brings the content)
     * @throws Failure {@code MALFORMED} or {@code UNMAPPABLE}
     */
    List<CanonicalEvent> translate(InboundRecord inbound, Channel channel);

    /** Raised whenever a mended mapping gives other events for the same record. */
    default int revision() {
        return 1;
    }
}
