package io.crossdock.spi;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.Sequence;
import java.time.Instant;

/** Makes the events of one inbound record; every translation goes through here, so that ids are made in one way. */
public final class Facts {

    private final InboundRecord inbound;
    private final int revision;

    private Facts(InboundRecord inbound, int revision) {
        this.inbound = inbound;
        this.revision = revision;
    }

    public static Facts of(InboundRecord inbound, Translation translation) {
        return new Facts(inbound, translation.revision());
    }

    /**
     * @param data what happened
     * @param fact names it and its version in the source's words, such as {@code 820982911946154508@1700000000000}: two
     *     deliveries of one fact must agree in it, two versions must differ
     * @param time when it happened there
     */
    public CanonicalEvent event(CanonicalData data, String fact, Instant time) {
        return event(data, fact, time, null);
    }

    /** The same with a place within its subject, for levels and prices. */
    public CanonicalEvent event(CanonicalData data, String fact, Instant time, Sequence sequence) {
        return new CanonicalEvent(
                CanonicalEvent.idOf(inbound.source(), EventType.of(data), fact),
                inbound.source(),
                time,
                sequence,
                inbound.receivedAt(),
                inbound.traceparent(),
                revision,
                data);
    }
}
