package io.crossdock.hub.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@OnBackbone(Part.KAFKA)
class RecordSizeTest {

    private final Topics topics = new Topics("record-size");

    @Test
    void kafka_takes_the_largest_that_fits_even_if_it_cannot_be_compressed(Backbone backbone) {
        // given
        KafkaClients clients =
                new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        try (Admin admin = clients.admin()) {
            new TopicSetup(topics, 1, 1, 1).create(admin, Set.of(), Set.of());
        }
        byte[] noise = new byte[RecordSize.GREATEST_BYTES - (int) RecordSize.of(record(new byte[0]))];
        new Random(7).nextBytes(noise);
        ProducerRecord<byte[], byte[]> largest = record(noise);
        // when
        try (Producer<byte[], byte[]> producer = clients.producer("record-size")) {
            PipelinedSend.all(producer, List.of(largest));
        }
        // then
        assertThat(RecordSize.fits(largest)).isTrue();
        assertThat(RecordSize.fits(record(new byte[noise.length + 1]))).isFalse();
    }

    private ProducerRecord<byte[], byte[]> record(byte[] value) {
        return new ProducerRecord<>(
                topics.deadLetters(),
                null,
                null,
                new byte[1_000],
                value,
                CloudEventHeaders.headers(Map.of("subject", "s".repeat(1_000)), "text/plain"));
    }
}
