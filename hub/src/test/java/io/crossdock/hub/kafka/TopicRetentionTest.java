package io.crossdock.hub.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.config.Retention.Time;
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
    private static final Retention SHORT = new Retention(
            Time.asked(Duration.ofHours(36)), Time.asked(Duration.ofDays(2)), Time.asked(Duration.ofDays(3)));

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
            awaitSetting(
                    admin,
                    topics.journal(CHANNEL),
                    "retention.ms",
                    millis(SHORT.journal().length()));
            awaitSetting(admin, topics.journal(CHANNEL), "segment.bytes", "2097152");
            awaitSetting(
                    admin,
                    topics.deadLetters(),
                    "retention.ms",
                    millis(SHORT.deadLetters().length()));
            awaitSetting(
                    admin,
                    topics.returns(),
                    "retention.ms",
                    millis(SHORT.events().length()));
        }
    }

    @Test
    void what_an_erps_orders_need_follows_too_where_it_is_there() throws Exception {
        try (Admin admin = admin()) {
            // given
            Topics topics = new Topics("retention-entry");
            NewTopic states = new NewTopic(topics.erpOrders("legacy"), 1, (short) 1)
                    .configs(Map.of("cleanup.policy", "compact,delete", "retention.ms", millis(Duration.ofDays(60))));
            NewTopic retries = new NewTopic(topics.erpOrderRetries("legacy"), 1, (short) 1)
                    .configs(Map.of("segment.bytes", "2097152", "retention.ms", millis(Duration.ofDays(30))));
            admin.createTopics(List.of(states, retries)).all().get();
            awaitSetting(admin, retries.name(), "retention.ms", millis(Duration.ofDays(30)));
            awaitSetting(admin, states.name(), "retention.ms", millis(Duration.ofDays(60)));
            // when: one that was told nothing, and one that was
            Optional<String> untold = new TopicSetup(topics, 1, 1, 1).createOrderEntry(admin, "legacy");
            assertThat(setting(admin, retries.name(), "retention.ms")).isEqualTo(millis(Duration.ofDays(30)));
            Optional<String> told = new TopicSetup(topics, 1, 1, 1, SHORT, false).createOrderEntry(admin, "legacy");
            // then
            assertThat(untold).isEmpty();
            assertThat(told).isEmpty();
            awaitSetting(
                    admin,
                    retries.name(),
                    "retention.ms",
                    millis(SHORT.deadLetters().length()));
            awaitSetting(admin, retries.name(), "segment.bytes", "2097152");
            awaitSetting(
                    admin,
                    states.name(),
                    "retention.ms",
                    millis(SHORT.erpOrders().length()));
        }
    }

    @Test
    void a_process_that_was_told_nothing_shortens_nothing() throws Exception {
        try (Admin admin = admin()) {
            // given
            Topics topics = new Topics("retention-untold");
            NewTopic letters = new NewTopic(topics.deadLetters(), 1, (short) 1)
                    .configs(Map.of("retention.ms", millis(Duration.ofDays(180))));
            NewTopic orders = new NewTopic(topics.orders(), 1, (short) 1);
            admin.createTopics(List.of(letters, orders)).all().get();
            awaitSetting(admin, letters.name(), "retention.ms", millis(Duration.ofDays(180)));
            Retention eventsAlone = new Retention(
                    Retention.DEFAULT.journal(), Retention.DEFAULT.deadLetters(), Time.asked(Duration.ofDays(3)));
            // when
            new TopicSetup(topics, 1, 1, 1, eventsAlone, false).ensure(admin, Set.of(), Set.of());
            // then
            awaitSetting(admin, orders.name(), "retention.ms", millis(Duration.ofDays(3)));
            assertThat(setting(admin, letters.name(), "retention.ms")).isEqualTo(millis(Duration.ofDays(180)));
        }
    }

    @Test
    void creating_alone_changes_no_topic_that_is_there() throws Exception {
        try (Admin admin = admin()) {
            // given
            Topics topics = new Topics("retention-created");
            NewTopic theirs = new NewTopic(topics.journal(CHANNEL), 1, (short) 1).configs(Map.of("retention.ms", "-1"));
            admin.createTopics(List.of(theirs)).all().get();
            awaitSetting(admin, theirs.name(), "retention.ms", "-1");
            TopicSetup setup = new TopicSetup(topics, 1, 1, 1, SHORT, false);
            ChannelId other = new ChannelId("acme-us");
            // when
            setup.create(admin, Set.of(CHANNEL), Set.of());
            setup.create(admin, Set.of(other), Set.of());
            // then
            awaitSetting(
                    admin,
                    topics.journal(other),
                    "retention.ms",
                    millis(SHORT.journal().length()));
            assertThat(setting(admin, theirs.name(), "retention.ms")).isEqualTo("-1");
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
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(setting(admin, topic, name)).isEqualTo(value));
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return config.get(name).value();
    }
}
