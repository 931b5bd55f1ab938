package io.crossdock.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@OnBackbone(Part.KAFKA)
@Timeout(60)
class KafkaBrokerTest {

    private final KafkaBroker kafka;

    KafkaBrokerTest(Backbone backbone) {
        this.kafka = backbone.kafka();
    }

    @Test
    void what_is_produced_is_consumed() throws Exception {
        // given
        createTopic("spoken");

        // when
        produce("spoken", "hello", "x".repeat(2_500_000));

        // then
        assertThat(consume("spoken", 2)).extracting(String::length).containsExactly(5, 2_500_000);
    }

    @Test
    void a_topic_that_nobody_made_does_not_appear_by_itself() throws Exception {
        // given
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {

            // when
            assertThatThrownBy(() -> produce("misspelt", "hello")).isInstanceOf(ExecutionException.class);

            // then
            assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS)).doesNotContain("misspelt");
        }
    }

    @Test
    void a_killed_broker_comes_back_at_the_same_place_with_its_data() throws Exception {
        // given
        createTopic("kept");
        produce("kept", "before");
        String before = kafka.bootstrapServers();

        // when
        kafka.kill();
        boolean portWasFree = FreePort.isFree(Integer.parseInt(before.substring(before.indexOf(':') + 1)));
        kafka.start();

        // then
        assertThat(portWasFree).isTrue();
        assertThat(kafka.bootstrapServers()).isEqualTo(before);
        produce("kept", "after");
        assertThat(consume("kept", 2)).containsExactly("before", "after");
    }

    @Test
    void a_paused_broker_answers_again_once_resumed() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            // given
            admin.describeCluster().nodes().get(10, TimeUnit.SECONDS);

            // when
            kafka.pause();
            assertThatThrownBy(() -> admin.describeCluster().nodes().get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            kafka.resume();

            // then
            assertThat(admin.describeCluster().nodes().get(20, TimeUnit.SECONDS))
                    .hasSize(1);
        }
    }

    private void createTopic(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
        }
    }

    private void produce(String topic, String... values) throws Exception {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 3_000_000, "max.block.ms", 5_000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value)).get(20, TimeUnit.SECONDS);
            }
        }
    }

    /** By a group, so that the topic of the offsets is tried as well. */
    private List<String> consume(String topic, int count) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                topic + "-readers",
                "auto.offset.reset",
                "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                StreamSupport.stream(consumer.poll(Duration.ofMillis(200)).spliterator(), false)
                        .map(ConsumerRecord::value)
                        .forEach(values::add);
                return values.size() >= count;
            });
            consumer.commitSync();
        }
        return values;
    }
}
