package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.erp.mapping.PriceDate;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicSetup;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@OnBackbone(Part.KAFKA)
class ToldPricesTest {

    private static final Instant DATE = Instant.parse("2026-12-01T00:00:00Z");

    private final Topics topics = new Topics("told-prices-test");
    private final KafkaClients kafka;

    ToldPricesTest(Backbone backbone) {
        kafka = TestClients.of(backbone);
    }

    @Test
    void the_dates_that_an_erp_told_are_known_again_after_a_restart() throws Exception {
        // given
        try (Admin admin = kafka.admin();
                Producer<byte[], byte[]> producer = kafka.producer("told-prices-test")) {
            new TopicSetup(topics, 2, 1, 1).ensure(admin, Set.of(), Set.of());
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            records.add(record("A-1", "/erp/old", 5, DATE));
            records.add(record("A-2", "/erp/old", 5, DATE));
            records.add(record("A-2", "/erp/old", 6, null));
            records.add(record("A-3", "/erp/other", 5, DATE));
            records.add(new ProducerRecord<>(topics.prices(), bytes("A-4"), null));
            records.add(new ProducerRecord<>(topics.prices(), bytes("A-5"), bytes("no event")));
            PipelinedSend.all(producer, records);
        }
        PriceDates dates = new PriceDates();
        // when
        new ToldPrices(kafka, "told-prices-test.erp-prices.old", topics.prices(), "/erp/old").read(dates::told);
        // then
        assertThat(dates.come(DATE, 10)).extracting(PriceDate::sku).containsExactly("A-1");
    }

    private ProducerRecord<byte[], byte[]> record(String sku, String source, long position, Instant until) {
        var data = new PriceChanged(new Sku(sku), List.of(), until);
        var event = new CanonicalEvent(
                sku + position, source, Instant.EPOCH, Sequence.of(1, position, 0), null, null, 1, data);
        return CloudEventHeaders.record(topics.prices(), event);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
