package io.crossdock.bench.availability;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.Sequence;
import java.time.Instant;

/** Puts data into events as the ERP's capture and a channel's translation do, each later than the one before. */
final class Envelopes {

    static final ChannelId SHOP = new ChannelId("shop");

    private static final String ERP = "/erp/legacy";
    private static final String CHANNEL = "/channels/" + SHOP.value();
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final long MICROS_BETWEEN = 100;

    private final Instant began;
    private long commit;

    Envelopes(Instant began) {
        this.began = began;
    }

    Instant began() {
        return began;
    }

    /** A commit of the ERP that changed one row. */
    CanonicalEvent erp(CanonicalData data) {
        commit++;
        return event(ERP, data, Long.toString(commit), Sequence.of(1, commit, 1));
    }

    /** @param version the fact's own number for the subject */
    CanonicalEvent channel(CanonicalData data, long version) {
        commit++;
        return event(CHANNEL, data, Long.toString(version), null);
    }

    private CanonicalEvent event(String source, CanonicalData data, String fact, Sequence sequence) {
        Instant time = began.plusNanos(commit * MICROS_BETWEEN * 1_000);
        String id = CanonicalEvent.idOf(source, EventType.of(data), data.subject() + "@" + fact);
        return new CanonicalEvent(id, source, time, sequence, time, TRACE, 1, data);
    }
}
