package io.crossdock.conformance;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Translation;
import java.time.Instant;
import java.util.List;

/** A translation with a record to try it on, as it is or altered. */
record Trial(Translation translation, Channel channel, InboundRecord inbound) {

    /** What came of it: events, or a failure; the other is null. */
    record Outcome(List<CanonicalEvent> events, Failure failure) {}

    static Trial of(Scenario scenario, String folder, Translation translation) {
        Channel channel = scenario.channel().channel(folder);
        return new Trial(translation, channel, scenario.given().inbound(channel.id()));
    }

    Outcome outcome() {
        try {
            return new Outcome(translation.translate(inbound, channel), null);
        } catch (Failure failure) {
            return new Outcome(null, failure);
        }
    }

    Trial withBody(byte[] body) {
        return new Trial(translation, channel, copy(body, inbound.receivedAt(), inbound.traceparent()));
    }

    /** The same message once more, an hour later, as senders do that missed our answer. */
    Trial redelivered() {
        Instant later = inbound.receivedAt().plusSeconds(3600);
        return new Trial(
                translation,
                channel,
                copy(inbound.body().clone(), later, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }

    private InboundRecord copy(byte[] body, Instant receivedAt, String traceparent) {
        return new InboundRecord(
                inbound.channel(),
                inbound.id(),
                inbound.kind(),
                inbound.key(),
                inbound.contentType(),
                body,
                receivedAt,
                traceparent);
    }
}
