package io.crossdock.hub.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.availability.AvailabilitySettings;
import io.crossdock.hub.availability.AvailabilityStreams;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.explain.Explanation.ChannelExplanation;
import io.crossdock.hub.explain.Explanation.Place;
import io.crossdock.hub.explain.Explanation.Side;
import io.crossdock.hub.explain.Explanation.Step;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.hub.sync.SyncSettings;
import io.crossdock.spi.Channel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An explanation agrees with what a test reckons by itself: 1,000 random items through the real topology, five channels
 * of random policies.
 */
@OnBackbone(Part.KAFKA)
@Timeout(600)
class ExplainerLawsTest {

    private static final int ITEMS = 1_000;
    private static final long SEED = Long.getLong("crossdock.seed", 20261126);

    private final Topics topics = new Topics("explained");
    private final KafkaClients clients;
    private final Map<String, String> kafka;

    @TempDir
    private Path state;

    ExplainerLawsTest(Backbone backbone) {
        kafka = Map.of("bootstrap.servers", backbone.kafka().bootstrapServers());
        clients = new KafkaClients(kafka);
    }

    @Test
    void an_explanation_agrees_with_what_is_reckoned_without_the_hub() {
        // given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        Map<ChannelId, RandomPolicy> policies = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            policies.put(new ChannelId("shop-" + i), new RandomPolicy(random));
        }
        try (Admin admin = clients.admin()) {
            TopicSetup setup = new TopicSetup(topics, 3, 1, 1);
            setup.ensure(admin, policies.keySet(), List.of());
            setup.createReleases(admin, policies.keySet());
        }
        List<RandomItem> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add(new RandomItem("I-" + i, policies.keySet(), random));
        }
        List<SyncSettings> channels = new ArrayList<>();
        policies.forEach((channel, policy) -> channels.add(settings(channel, policy)));
        Explainer explainer = new Explainer(clients, topics, channels);
        var settings = AvailabilitySettings.of(kafka, topics, state, 1, Retention.DEFAULT);
        try (AvailabilityStreams streams = new AvailabilityStreams(settings)) {
            streams.start();
            // when
            RandomItem.write(items, clients, topics);
            // then
            List<Sku> skus = items.stream().map(item -> new Sku(item.sku)).toList();
            await().pollInterval(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(400))
                    .untilAsserted(() -> {
                        Map<Sku, Explanation> explained = explainer.explain(skus, share -> {});
                        assertThat(explained).hasSize(ITEMS);
                        items.forEach(item -> agrees(item, explained.get(new Sku(item.sku)), policies));
                    });
        }
    }

    private static void agrees(RandomItem item, Explanation explained, Map<ChannelId, RandomPolicy> policies) {
        assertThat(explained.category()).isEqualTo(item.category.isEmpty() ? null : item.category);
        assertThat(explained.stock()).as(item.sku).isNotNull();
        for (Place place : explained.stock().locations()) {
            String location = place.location().value();
            assertThat(place.onHand()).as(item.sku).isEqualByComparingTo(number(item.onHand(location)));
            assertThat(place.reserved()).as(item.sku).isEqualByComparingTo(number(item.reserved(location)));
            assertThat(place.level()).as(item.sku).isNotNull();
            assertThat(place.level().onHand().add(place.moved())).isEqualByComparingTo(place.onHand());
        }
        assertThat(explained.stock().expected()).as(item.sku).hasSize(item.purchases());
        for (ChannelExplanation channel : explained.channels()) {
            RandomPolicy policy = policies.get(channel.channel());
            String as = item.sku + " on " + channel.channel();
            List<String> pool = pool(channel);
            long quantity = policy.quantity(
                    item.available(pool),
                    days -> item.expected(pool, days),
                    item.discontinued,
                    item.sku,
                    item.category);
            assertThat(channel.quantity().wanted()).as(as).isEqualByComparingTo(number(quantity));
            Long shown = item.shownPieces.get(channel.channel());
            assertThat(channel.quantity().state())
                    .as(as)
                    .isEqualTo(shown != null && shown == quantity ? "shown" : "waiting");
            long cents = policy.price(item.listedCents, item.sku, item.category);
            assertThat(channel.price().wanted().movePointRight(2)).as(as).isEqualByComparingTo(number(cents));
            assertThat(channel.price().state())
                    .as(as)
                    .isEqualTo(
                            policy.priceState(cents, item.shownCents.get(channel.channel()), item.sku, item.category));
            followsStepByStep(channel.quantity());
            followsStepByStep(channel.price());
        }
    }

    /** Each step begins where the one before ended, and the last ends at what is wanted. */
    private static void followsStepByStep(Side side) {
        BigDecimal at = side.begin();
        for (Step step : side.steps()) {
            assertThat(step.before()).isEqualByComparingTo(at);
            at = step.after();
        }
        assertThat(at).isEqualByComparingTo(side.wanted());
    }

    private static List<String> pool(ChannelExplanation channel) {
        return channel.locations().stream().map(LocationId::value).toList();
    }

    private static BigDecimal number(long number) {
        return BigDecimal.valueOf(number);
    }

    /** Channels differ in their pools, too. */
    private SyncSettings settings(ChannelId id, RandomPolicy policy) {
        List<LocationId> pool = RandomItem.LOCATIONS.stream()
                .map(LocationId::new)
                .limit(1 + Math.floorMod(id.value().hashCode(), 3))
                .toList();
        Channel channel = new Channel(id, "acme", "EUR", pool, Map.of(), Map.of());
        return new SyncSettings(
                channel, policy.stock(), policy.prices(), "10/s", 10, 1, Duration.ofSeconds(10), topics, clients);
    }
}
