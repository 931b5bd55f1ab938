package io.crossdock.hub.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.availability.AvailabilitySettings;
import io.crossdock.hub.availability.AvailabilityStreams;
import io.crossdock.hub.availability.LedgerView.Counted;
import io.crossdock.hub.availability.LedgerView.Taken;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An explanation agrees with what a test reckons by itself: 1,000 random items, one in ten a kit of two others, through
 * the real topology, and five channels of random policies, some of which hold back what they are late by.
 */
@OnBackbone(Part.KAFKA)
@Timeout(600)
class ExplainerLawsTest {

    private static final int ITEMS = 1_000;
    private static final long SEED = Long.getLong("crossdock.seed", 20261126);

    /** In whole milliseconds, as Kafka counts. */
    private static final Instant BEGAN = Instant.ofEpochMilli(System.currentTimeMillis());

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
            items.add(
                    i % 10 == 9
                            ? RandomItem.kit("I-" + i, items.subList(i - 2, i), policies.keySet(), random)
                            : RandomItem.single("I-" + i, policies.keySet(), random));
        }
        List<SyncSettings> channels = new ArrayList<>();
        policies.forEach((channel, policy) -> channels.add(settings(channel, policy)));
        Explainer explainer = new Explainer(clients, topics, channels);
        var settings = AvailabilitySettings.of(kafka, topics, state, 1, Retention.DEFAULT);
        try (AvailabilityStreams streams = new AvailabilityStreams(settings)) {
            streams.start();
            // when
            RandomItemEvents.write(items, clients, topics);
            // then
            List<Sku> skus = items.stream().map(item -> new Sku(item.sku)).toList();
            await().pollInterval(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(400))
                    .untilAsserted(() -> {
                        Map<Sku, Explanation> explained = explainer.explain(skus, share -> {});
                        assertThat(explained).hasSize(ITEMS);
                        assertThat(disagreements(items, explained, policies)).isEmpty();
                    });
        }
    }

    /** Of all items, so that a mistake shows what it has to do with. */
    private static List<String> disagreements(
            List<RandomItem> items, Map<Sku, Explanation> explained, Map<ChannelId, RandomPolicy> policies) {
        List<String> disagreements = new ArrayList<>();
        for (RandomItem item : items) {
            try {
                agrees(item, explained.get(new Sku(item.sku)), policies);
            } catch (AssertionError e) {
                disagreements.add(e.getMessage());
            }
        }
        return disagreements;
    }

    private static void agrees(RandomItem item, Explanation explained, Map<ChannelId, RandomPolicy> policies) {
        assertThat(explained.category()).isEqualTo(item.category.isEmpty() ? null : item.category);
        assertThat(explained.stock()).as(item.sku).isNotNull();
        for (Place place : explained.stock().locations()) {
            String location = place.location().value();
            assertThat(place.onHand()).as(item.sku).isEqualByComparingTo(number(item.onHand(location)));
            assertThat(place.reserved()).as(item.sku).isEqualByComparingTo(number(item.reserved(location)));
            if (item.isKit()) {
                assertThat(place.level()).as(item.sku).isNull();
            } else {
                stemsFromItsLevel(place, item.levels.get(location));
            }
        }
        assertThat(explained.stock().locations()).as(item.sku).hasSize(RandomItem.LOCATIONS.size());
        unplaced(item, explained);
        taken(item, explained);
        assertThat(explained.stock().cause()).as(item.sku).isNotNull();
        assertThat(explained.prices()).as(item.sku).isNotNull();
        assertThat(explained.prices().source()).isEqualTo("/erp/legacy");
        assertThat(explained.prices().sequence()).isEqualTo(RandomItemEvents.ONCE.value());
        assertThat(explained.prices().lists())
                .extracting(ListPrice::validFrom)
                .containsExactly(RandomItemEvents.PRICED);
        for (ChannelExplanation channel : explained.channels()) {
            RandomPolicy policy = policies.get(channel.channel());
            String as = item.sku + " on " + channel.channel();
            List<String> pool = pool(channel);
            int heldBack = item.heldBack.getOrDefault(channel.channel(), 0);
            long quantity = policy.quantity(item, item.available(pool), days -> item.expected(pool, days), heldBack);
            assertThat(channel.quantity().wanted()).as(as).isEqualByComparingTo(number(quantity));
            Long shown = item.shownPieces.get(channel.channel());
            boolean isShown = shown != null && shown == quantity && policy.keeps(heldBack);
            assertThat(channel.quantity().state()).as(as).isEqualTo(isShown ? "shown" : "waiting");
            if (shown != null) {
                assertThat(channel.quantity().shown()).as(as).isEqualByComparingTo(number(shown));
                assertThat(channel.quantity().shownVersion()).isEqualTo("0");
                assertThat(channel.quantity().shownAt()).isEqualTo(RandomItem.COUNTED.plusMillis(40));
                assertThat(channel.quantity().lagMillis()).isEqualTo(40);
            }
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

    private static void stemsFromItsLevel(Place place, RandomItem.Counted counted) {
        Counted level = place.level();
        assertThat(level).isNotNull();
        assertThat(level.onHand()).isEqualByComparingTo(number(counted.pieces()));
        assertThat(level.onHand().add(place.moved())).isEqualByComparingTo(place.onHand());
        assertThat(level.source()).isEqualTo(counted.source());
        assertThat(level.sequence()).isEqualTo(RandomItemEvents.LEVEL.value());
        assertThat(level.saidAt()).isEqualTo(RandomItem.COUNTED);
        assertThat(level.arrivedAt()).isBetween(BEGAN, Instant.now());
        assertThat(level.salesUntil()).isEqualTo(counted.hasSales() ? RandomItem.SALES_UNTIL : null);
    }

    private static void unplaced(RandomItem item, Explanation explained) {
        Map<String, Long> unplaced = new TreeMap<>();
        item.unplaced().forEach((places, pieces) -> unplaced.put(String.join(",", places), pieces));
        Map<String, Long> told = new TreeMap<>();
        explained
                .stock()
                .unplaced()
                .forEach(promise -> told.put(
                        promise.locations().stream().map(LocationId::value).collect(Collectors.joining(",")),
                        promise.quantity().longValueExact()));
        assertThat(told).as(item.sku).isEqualTo(unplaced);
    }

    /** By document, with who told it and until when. */
    private static void taken(RandomItem item, Explanation explained) {
        if (item.isKit()) {
            assertThat(explained.stock().taken()).isEmpty();
            assertThat(explained.stock().expected()).isEmpty();
            assertThat(explained.stock().kit()).as(item.sku).isNotNull();
            assertThat(explained.stock().kit().parts())
                    .extracting(part -> part.sku().value() + " " + part.each().longValueExact())
                    .containsExactlyInAnyOrderElementsOf(item.parts.entrySet().stream()
                            .map(part -> part.getKey().sku + " " + part.getValue())
                            .toList());
            return;
        }
        Map<String, Long> takes = new TreeMap<>();
        item.promises.stream()
                .filter(promise -> promise.left() > 0)
                .forEach(promise -> takes.put("order till:" + promise.order(), promise.left()));
        item.moves.stream()
                .filter(move -> move.counts(item.levels.get(move.location())))
                .forEach(move -> takes.put("move " + move.id(), move.pieces()));
        Map<String, Long> told = new TreeMap<>();
        for (Taken taken : explained.stock().taken()) {
            long pieces = Stream.of(taken.moved(), taken.reserved())
                    .flatMap(places -> places.values().stream())
                    .mapToLong(BigDecimal::longValueExact)
                    .sum();
            told.put(taken.document(), pieces);
            isExplained(taken, item);
        }
        assertThat(told).as(item.sku).isEqualTo(takes);
        assertThat(explained.stock().expected())
                .as(item.sku)
                .hasSize(item.purchases().size())
                .allSatisfy(expected -> {
                    assertThat(expected.toldBy()).isEqualTo("/erp/legacy");
                    assertThat(expected.sequence()).isEqualTo(RandomItemEvents.ONCE.value());
                    assertThat(expected.saidAt()).isEqualTo(RandomItem.COUNTED);
                    assertThat(expected.arrivedAt()).isBetween(BEGAN, Instant.now());
                });
    }

    private static void isExplained(Taken taken, RandomItem item) {
        Instant minuteAfter = RandomItem.COUNTED.plusSeconds(60);
        if (taken.reserved().isEmpty()) {
            assertThat(taken.channel()).isNull();
            assertThat(taken.moves()).hasSize(1).allSatisfy(move -> {
                assertThat(move.source()).isEqualTo("/channels/till");
                assertThat(move.at()).isEqualTo(minuteAfter);
                assertThat(move.arrivedAt()).isBetween(BEGAN, Instant.now());
                assertThat(move.until())
                        .startsWith("a level of " + move.location())
                        .contains(move.isSale() ? "includes sales until" : "is committed after");
            });
        } else {
            assertThat(taken.channel()).isEqualTo("till");
            // What is in a kit is reserved for an order that came before the kit since the kit is known.
            boolean isOwn = taken.document().startsWith("order till:" + item.sku + "-");
            assertThat(taken.since()).isBetween(minuteAfter, isOwn ? minuteAfter : Instant.now());
            assertThat(taken.until()).isNotBlank();
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
