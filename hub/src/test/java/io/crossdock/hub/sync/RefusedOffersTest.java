package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RefusedOffersTest {

    @Test
    void an_offer_that_was_refused_for_good_is_a_dead_letter_that_says_why() {
        // given
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Offer offer = new Offer(new Sku("S-1"), 5L, null, null, "key-1");
        Failure failure = Failure.rejected("acme", "push", "S-1", "unknown article");
        // when
        new RefusedOffers(producer, new Topics("t"), meters)
                .report(new OfferProblem(new ChannelId("acme-eu"), offer, failure, null, null, Instant.EPOCH));
        // then
        var letter = producer.history().get(0);
        assertThat(letter.topic()).isEqualTo("t.dead-letters");
        assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("S-1");
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).contains("\"S-1\"", "\"quantity\":5");
        assertThat(CloudEventHeaders.attributes(letter.headers()))
                .containsEntry("type", "crossdock.dead-letter.v1")
                .containsEntry("subject", "S-1")
                .containsEntry("failurekind", "REJECTED")
                .containsEntry("failuremessage", "acme push S-1: unknown article")
                .containsEntry("system", "acme")
                .containsEntry("channel", "acme-eu");
        assertThat(meters.get("t.dead.letters").counter().count()).isEqualTo(1);
    }
}
