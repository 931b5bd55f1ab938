package io.crossdock.hub.sync;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChangeCause;

/** Whose doing a change was that a channel hears of. */
enum LagCause {
    /** The ERP committed it. */
    ERP,
    /** A buyer placed, changed or cancelled an order on a channel. */
    ORDER,
    /** A till sold it, or took it back. */
    SALE,
    /** A channel told something else: a count, an adjustment, what is to arrive. */
    CHANNEL,
    /** Something else, or nobody knows. */
    OTHER;

    private static final String ERPS = "/erp/";
    private static final String CHANNELS = "/channels/";

    /** Of a change of the availability. */
    static LagCause of(AvailabilityChanged available) {
        ChangeCause cause = available.cause();
        if (cause == null) {
            return touched(available);
        }
        LagCause of = of(cause.source());
        if (of != CHANNEL) {
            return of;
        }
        return cause.kind().equals("order") ? ORDER : cause.kind().equals("sale") ? SALE : CHANNEL;
    }

    /** Of an event that its source told itself, such as a price. */
    static LagCause of(CanonicalEvent event) {
        return of(event.source());
    }

    /** As an earlier release told it: by the channels that touched the item, each with its version. */
    private static LagCause touched(AvailabilityChanged available) {
        return available.touched().stream().anyMatch(touch -> touch.version() == available.version()) ? CHANNEL : ERP;
    }

    private static LagCause of(String source) {
        return source.startsWith(ERPS) ? ERP : source.startsWith(CHANNELS) ? CHANNEL : OTHER;
    }
}
