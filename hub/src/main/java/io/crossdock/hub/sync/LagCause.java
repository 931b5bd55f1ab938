package io.crossdock.hub.sync;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;

/** Whose doing a change was that a channel hears of. */
enum LagCause {
    /** The ERP committed it. */
    ERP,
    /** A channel told it: an order, what a till sold, what was counted there. */
    CHANNEL,
    /** Something else, or nobody knows. */
    OTHER;

    private static final String ERPS = "/erp/";
    private static final String CHANNELS = "/channels/";

    /** Of a change of the availability: it names the channels that touched the item, each with its version. */
    static LagCause of(AvailabilityChanged available) {
        return available.touched().stream().anyMatch(touch -> touch.version() == available.version()) ? CHANNEL : ERP;
    }

    /** Of an event that its source told itself, such as a price. */
    static LagCause of(CanonicalEvent event) {
        return event.source().startsWith(ERPS) ? ERP : event.source().startsWith(CHANNELS) ? CHANNEL : OTHER;
    }
}
