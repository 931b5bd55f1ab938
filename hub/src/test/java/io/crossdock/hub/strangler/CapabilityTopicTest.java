package io.crossdock.hub.strangler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.SwitchMode;
import io.crossdock.canonical.SwitchPosition;
import io.crossdock.erp.strangler.StepBack;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicFollower;
import io.crossdock.hub.kafka.TopicSetup;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** Where switches stand, on a real Kafka, among several who set them. */
@OnBackbone(Part.KAFKA)
class CapabilityTopicTest {

    private static final String NAME = "order-sourcing";
    private static final SwitchPosition CANARY = SwitchPosition.canary(BigDecimal.TEN);
    private static final SwitchPosition LIVE = SwitchPosition.of(SwitchMode.LIVE);
    private static final SwitchPosition SHADOW = SwitchPosition.of(SwitchMode.SHADOW);
    private static final StepBack BACK = new StepBack(SHADOW, "mismatches");

    private final Topics topics =
            new Topics("steps-" + UUID.randomUUID().toString().substring(0, 8));
    private final KafkaClients clients;
    private final CapabilityTopic topic;

    CapabilityTopicTest(Backbone backbone) {
        clients = TestClients.of(backbone);
        topic = new CapabilityTopic(clients, topics, Clock.systemUTC());
        try (Admin admin = clients.admin()) {
            new TopicSetup(topics, 1, 1, 1).createCapabilities(admin);
        }
    }

    @Test
    void a_step_back_never_overrules_who_was_faster() {
        // given
        Standing judged = byHand(CANARY).standing();
        byHand(LIVE);
        // when
        CapabilityTopic.Settled late = topic.set(automatic(SHADOW), judged);
        // then
        assertThat(late.isChanged()).isFalse();
        assertThat(topic.read().of(NAME).position()).isEqualTo(LIVE);
        assertThat(topic.history(NAME)).extracting(Standing::position).containsExactly(CANARY, LIVE);
    }

    @Test
    void of_several_processes_that_step_back_at_once_one_does() {
        // given
        Standing judged = byHand(CANARY).standing();
        // when
        long changes = Stream.generate(() -> CompletableFuture.supplyAsync(() -> topic.set(automatic(SHADOW), judged)))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .filter(CapabilityTopic.Settled::isChanged)
                .count();
        // then
        assertThat(changes).isEqualTo(1);
        assertThat(topic.read().of(NAME).isSteppedBack()).isTrue();
        // when
        CapabilityTopic.Settled seen = byHand(SHADOW);
        // then
        assertThat(seen.isChanged()).as("whoever sets it there has seen it").isTrue();
        assertThat(byHand(SHADOW).isChanged()).isFalse();
        assertThat(topic.history(NAME)).hasSize(3);
    }

    @Test
    void all_processes_follow_a_change_and_a_record_that_nobody_can_read_stops_none() {
        Standings standings = new Standings();
        try (TopicFollower follower = topic.follower(standings)) {
            follower.start();
            assertThat(standings.of(NAME, LIVE)).isEqualTo(Standing.start(LIVE));
            try (Producer<byte[], byte[]> stranger = clients.producer("stranger")) {
                stranger.send(
                        new ProducerRecord<>(topics.capabilities(), NAME.getBytes(UTF_8), "rubbish".getBytes(UTF_8)));
            }
            // when
            byHand(CANARY);
            // then
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> standings.of(NAME, LIVE).position().equals(CANARY));
            assertThat(follower.trouble()).isEmpty();
        }
    }

    @Test
    void a_process_steps_back_at_once_though_kafka_is_away() {
        // given
        CapabilityTopic away = new CapabilityTopic(
                new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1")), topics, Clock.systemUTC());
        Standing canary = new Standing(CANARY, 4, null, null);
        try (SteppingBack step = new SteppingBack(NAME, away, () -> canary)) {
            // when
            step.step(canary, BACK);
            // then
            assertThat(step.standing().position()).isEqualTo(SHADOW);
            assertThat(step.note()).hasValueSatisfying(note -> assertThat(note)
                    .isEqualTo("steps back to shadow, which Kafka does not know yet: mismatches"));
        }
    }

    @Test
    void who_set_what_is_kept_without_end_and_where_it_stands_is_compacted() throws Exception {
        try (Admin admin = clients.admin()) {
            assertThat(config(admin, topics.capabilityChanges())
                            .get("retention.ms")
                            .value())
                    .isEqualTo("-1");
            assertThat(config(admin, topics.capabilities())
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
        }
    }

    private CapabilityTopic.Settled byHand(SwitchPosition to) {
        return topic.set(new CapabilityTopic.Wish(NAME, to, false, "jo", "ticket 7"), standings -> {});
    }

    private static CapabilityTopic.Wish automatic(SwitchPosition to) {
        return new CapabilityTopic.Wish(NAME, to, true, "crossdock", "mismatches");
    }

    private static Config config(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }
}
