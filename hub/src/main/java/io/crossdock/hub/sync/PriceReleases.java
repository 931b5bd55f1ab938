package io.crossdock.hub.sync;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.PriceReleased;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.kafka.PipelinedSend;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Lets held prices go; the sync reads it as it reads prices and receipts, and so knows it after a restart. */
public record PriceReleases(SyncSettings settings, Clock clock) {

    /**
     * Returns once Kafka has them.
     *
     * @param held as {@link OfferView#held} tells them
     * @param by who, not empty
     * @param reason why, not empty
     */
    public void release(List<OfferStanding> held, String by, String reason) {
        String topic = settings.topics().releases(settings.channel().id());
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        held.forEach(offer -> records.add(CloudEventHeaders.record(topic, event(offer, by, reason))));
        try (Producer<byte[], byte[]> producer = settings.clients().producer("price-releases")) {
            PipelinedSend.all(producer, records);
        }
    }

    private CanonicalEvent event(OfferStanding offer, String by, String reason) {
        String source = "/channels/" + settings.channel().id();
        Instant now = clock.instant();
        PriceReleased released = new PriceReleased(
                settings.channel().id(),
                offer.sku(),
                offer.price().wanted(),
                offer.price().version(),
                by,
                reason);
        String fact = offer.sku() + "@" + offer.price().version();
        return new CanonicalEvent(
                CanonicalEvent.idOf(source, EventType.PRICE_RELEASED, fact),
                source,
                now,
                null,
                null,
                null,
                0,
                released);
    }
}
