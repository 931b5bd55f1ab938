package io.crossdock.hub.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

@OnBackbone(Part.KAFKA)
class TopicSetupTest {

    private static final int PARTITIONS = 12;

    private static final Map<String, Object> WITHOUT_A_SECOND_TRY =
            Map.of(ProducerConfig.RETRIES_CONFIG, 0, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);

    private static final byte[] KEY = {1};

    private final KafkaClients clients;

    TopicSetupTest(Backbone backbone) {
        clients = new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
    }

    /** Once, the first record of a new partition was refused, the next ones were taken, and the first was given up. */
    @Test
    void a_new_topic_takes_the_first_record_of_every_partition_at_once() throws Exception {
        for (int round = 0; round < 5; round++) {
            // given
            Topics topics = new Topics("setup-" + round);
            try (Admin admin = clients.admin();
                    Producer<byte[], byte[]> producer = clients.producer("first", WITHOUT_A_SECOND_TRY)) {
                // when
                new TopicSetup(topics, PARTITIONS, 1, 1).create(admin, Set.of(new ChannelId("acme-eu")), Set.of());
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (String topic :
                        List.of(topics.availability(), topics.stock(), topics.journal(new ChannelId("acme-eu")))) {
                    for (int partition = 0; partition < PARTITIONS; partition++) {
                        sent.add(producer.send(new ProducerRecord<>(topic, partition, KEY, KEY)));
                    }
                }
                // then
                for (Future<RecordMetadata> each : sent) {
                    assertThat(each.get().offset()).isZero();
                }
            }
        }
    }
}
