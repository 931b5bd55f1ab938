package io.crossdock.hub.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Translation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Encrypted records between the journal and what becomes of them. */
class SealedRecordsTest {

    private static final Channel CHANNEL =
            new Channel(new ChannelId("acme-eu"), "acme", "EUR", List.of(), Map.of(), Map.of());
    private static final InboundRecord INBOUND = new InboundRecord(
            CHANNEL.id(), "msg_1", "count", "A-1", "text/plain", "Alma".getBytes(UTF_8), Instant.EPOCH, null);

    private final Sealing sealing = Encryption.inMemory(List.of("acme-eu"), Clock.systemUTC());
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final TranslateAction translate = new TranslateAction();
    private final EventWriter events =
            new EventWriter(kafka, new Topics("crossdock"), new SimpleMeterRegistry(), Clock.systemUTC(), sealing);
    private boolean mended;

    SealedRecordsTest() {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("channels", (ChannelLookup) name -> CHANNEL);
        context.getRegistry().bind("sealing", sealing);
        translate.setCamelContext(context);
        translate.setChannel("acme-eu");
        translate.setTranslation(new Counting());
    }

    @Test
    void a_record_that_fails_is_a_dead_letter_with_the_very_bytes_of_the_journal() {
        // given
        Journaled journaled = new Journaled(INBOUND, 0, 7).sealed(sealing);
        // when
        ProducerRecord<byte[], byte[]> letter = normalized(journaled);
        // then
        assertThat(letter.value()).isEqualTo(journaled.inbound().body());
        assertThat(attributes(letter))
                .containsEntry("failurekind", "UNMAPPABLE")
                .containsEntry("keyid", journaled.keyId());
    }

    @Test
    void what_was_journaled_in_plain_is_no_dead_letter_in_plain() {
        // when
        ProducerRecord<byte[], byte[]> letter = normalized(new Journaled(INBOUND, 0, 7));
        // then
        assertThat(attributes(letter)).containsKey("keyid");
        assertThat(new String(letter.value(), UTF_8)).doesNotContain("Alma");
    }

    @Test
    void a_dead_letters_own_bytes_are_translated_anew_once_the_mapping_is_mended() {
        // given
        ProducerRecord<byte[], byte[]> letter = normalized(new Journaled(INBOUND, 0, 7).sealed(sealing));
        Map<String, String> attributes = attributes(letter);
        InboundRecord replayed = new InboundRecord(
                CHANNEL.id(),
                attributes.get("inboundid"),
                attributes.get("inboundkind"),
                attributes.get("subject"),
                "text/plain",
                letter.value(),
                Instant.EPOCH,
                null);
        // when
        mended = true;
        ProducerRecord<byte[], byte[]> event = normalized(new Journaled(replayed, 0, 8, null, attributes.get("keyid")));
        // then
        assertThat(event.topic()).isEqualTo("crossdock.stock");
    }

    @Test
    void a_record_that_was_tampered_with_is_a_dead_letter_as_it_is_and_the_next_goes_on() {
        // given
        mended = true;
        Journaled sealed = new Journaled(INBOUND, 0, 7).sealed(sealing);
        byte[] changed = sealed.inbound().body().clone();
        changed[15] ^= 1;
        Journaled tampered = new Journaled(INBOUND.withBody(changed), 0, 6, null, sealed.keyId());
        // when
        write(List.of(tampered, sealed));
        // then
        ProducerRecord<byte[], byte[]> letter = kafka.history().get(0);
        assertThat(letter.value()).isEqualTo(changed);
        assertThat(attributes(letter))
                .containsEntry("failurekind", "MALFORMED")
                .containsEntry(
                        "failuremessage",
                        "acme count A-1: encrypted bytes do not open: they were changed, or belong to another record");
        assertThat(kafka.history().get(1).topic()).isEqualTo("crossdock.stock");
    }

    @Test
    void a_record_that_was_forgotten_while_it_was_translated_becomes_no_event() {
        // given
        Journaled kept = new Journaled(INBOUND, 0, 7).sealed(sealing);
        Journaled forgotten = new Journaled(kept.inbound(), 0, 6, null, "acme-eu:2026-10:0123456789ab:0");
        // when
        events.write(List.of(
                Translated.to(forgotten, CHANNEL, 1, List.of(placed("forgotten"))),
                Translated.to(kept, CHANNEL, 1, List.of(placed("kept")))));
        // then
        assertThat(kafka.history()).singleElement().satisfies(event -> assertThat(attributes(event))
                .containsEntry("id", "kept"));
    }

    private static CanonicalEvent placed(String id) {
        Order order = new Order(
                OrderId.of(CHANNEL.id(), "A-1"),
                CHANNEL.id(),
                "#1",
                1,
                Instant.EPOCH,
                "EUR",
                List.of(new LocationId("hamburg")),
                List.of(new OrderLine("1", new Sku("A-1"), BigDecimal.ONE, null, null)),
                null);
        return new CanonicalEvent(id, INBOUND.source(), Instant.EPOCH, null, null, null, 1, new OrderPlaced(order));
    }

    private ProducerRecord<byte[], byte[]> normalized(Journaled journaled) {
        write(List.of(journaled));
        return kafka.history().get(kafka.history().size() - 1);
    }

    private void write(List<Journaled> batch) {
        List<?> translated = (List<?>) translate.translate(batch);
        events.write(translated.stream().map(Translated.class::cast).toList());
    }

    private static Map<String, String> attributes(ProducerRecord<byte[], byte[]> written) {
        return CloudEventHeaders.attributes(written.headers());
    }

    /** Knows what the body says once it is mended. */
    private final class Counting implements Translation {

        @Override
        public List<CanonicalEvent> translate(InboundRecord inbound, Channel channel) {
            String body = new String(inbound.body(), UTF_8);
            if (!mended || !body.equals("Alma")) {
                throw Failure.unmappable("acme", "count", inbound.key(), "unknown");
            }
            StockCounted counted = new StockCounted(new Sku("A-1"), new LocationId("hamburg"), BigDecimal.ONE);
            return List.of(new CanonicalEvent(
                    "e1", inbound.source(), Instant.EPOCH, Sequence.of(1, 1, 1), null, null, 1, counted));
        }

        @Override
        public int revision() {
            return 1;
        }
    }
}
