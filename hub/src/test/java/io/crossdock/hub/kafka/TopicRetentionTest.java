package io.crossdock.hub.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

@OnBackbone(Part.KAFKA)
class TopicRetentionTest {

    private static final ChannelId CHANNEL = new ChannelId("acme-eu");
    private static final Retention SHORT = new Retention(Duration.ofHours(36), Duration.ofDays(2), Duration.ofDays(3));

    private final Backbone backbone;

    TopicRetentionTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @Test
    void topics_are_created_with_the_retention_that_is_configured() {
        try (Admin admin = admin()) {
            // given
            Topics topics = new Topics("retention-new");
            // when
            new TopicSetup(topics, 1, 1, 1).ensure(admin, Set.of(CHANNEL), Set.of());
            // then
            awaitSetting(admin, topics.journal(CHANNEL), "retention.ms", millis(Duration.ofDays(7)));
            awaitSetting(admin, topics.deadLetters(), "retention.ms", millis(Duration.ofDays(30)));
            awaitSetting(admin, topics.orders(), "retention.ms", millis(Duration.ofDays(30)));
        }
    }

    @Test
    void topics_that_exist_follow_a_changed_configuration_and_keep_the_rest_of_theirs() throws Exception {
        try (Admin admin = admin()) {
            // given
            Topics topics = new Topics("retention-changed");
            NewTopic theirs = new NewTopic(topics.journal(CHANNEL), 1, (short) 1)
                    .configs(Map.of("segment.bytes", "2097152", "retention.ms", "-1"));
            admin.createTopics(List.of(theirs)).all().get();
            awaitSetting(admin, theirs.name(), "retention.ms", "-1");
            // when
            Optional<String> trouble =
                    new TopicSetup(topics, 1, 1, 1, SHORT, false).ensure(admin, Set.of(CHANNEL), Set.of());
            // then
            assertThat(trouble).isEmpty();
            awaitSetting(admin, topics.journal(CHANNEL), "retention.ms", millis(SHORT.journal()));
            awaitSetting(admin, topics.journal(CHANNEL), "segment.bytes", "2097152");
            awaitSetting(admin, topics.deadLetters(), "retention.ms", millis(SHORT.deadLetters()));
            awaitSetting(admin, topics.returns(), "retention.ms", millis(SHORT.events()));
        }
    }

    @Test
    void what_cannot_be_set_is_told_and_stops_nothing() {
        try (Admin admin = admin()) {
            // when
            Optional<String> trouble = TopicRetention.apply(admin, Map.of("retention-nowhere", Duration.ofDays(1)));
            // then
            assertThat(trouble).hasValueSatisfying(text -> assertThat(text)
                    .startsWith("kept for another time than is configured: retention-nowhere: "));
        }
    }

    private Admin admin() {
        return new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers())).admin();
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /** A broker hears of a change a moment after the controller has taken it. */
    private static void awaitSetting(Admin admin, String topic, String name, String value) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        await().ignoreExceptions().untilAsserted(() -> {
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get(name).value()).isEqualTo(value);
        });
    }
}
