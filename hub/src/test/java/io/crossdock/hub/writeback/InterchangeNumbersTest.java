package io.crossdock.hub.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpConfigReader;
import io.crossdock.erp.orders.FileTarget;
import io.crossdock.erp.orders.OrderEntry;
import io.crossdock.erp.orders.OrderFiles;
import io.crossdock.erp.orders.OrderInterface;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.writeback.EnteringUnderTest.EnteredByTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interchanges are numbered as a trading partner expects: each number once, each greater than the one before. */
@OnBackbone({Part.KAFKA})
class InterchangeNumbersTest {

    private static final String WRITE_BACK = """
            writeBack:
              since: 2026-11-01T00:00:00Z
              changes: none
              file: {folder: %s, outbox: %s, x12-850: {sender: ZZ/US, receiver: ZZ/ERP, firstNumber: %d}}
            """;

    private final EnteringUnderTest hub;
    private final List<OrderEntry> asked = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path disk;

    InterchangeNumbersTest(Backbone backbone) {
        hub = new EnteringUnderTest(
                backbone, "numbers-" + UUID.randomUUID().toString().substring(0, 8), 4);
    }

    @BeforeEach
    void folders() throws Exception {
        Files.createDirectory(disk.resolve("in"));
    }

    @Test
    void numbers_rise_over_restarts_and_an_entry_keeps_its_own() throws Exception {
        // when
        try (InterchangeNumbers numbers = numbers(1)) {
            assertThat(numbers.number(entry("shop:1", 1), "order:0:0").interchange())
                    .isEqualTo(1);
            assertThat(numbers.number(entry("shop:2", 1), "order:0:1").interchange())
                    .isEqualTo(2);
        }
        // then: of the first, which is long entered, nobody asks again
        try (InterchangeNumbers numbers = numbers(1)) {
            assertThat(numbers.unfinished(new EntryStates()))
                    .get()
                    .extracting(Interchange::place)
                    .isEqualTo("order:0:1");
            assertThat(numbers.number(entry("shop:2", 1), "order:0:1").interchange())
                    .isEqualTo(2);
            assertThat(numbers.number(entry("shop:2", 2), "retry:0:0").interchange())
                    .isEqualTo(3);
        }
        // when: the ERP's people say where to go on, and later where they began
        try (InterchangeNumbers numbers = numbers(999_999_999)) {
            assertThat(numbers.number(entry("shop:3", 1), "order:0:2").interchange())
                    .isEqualTo(999_999_999);
        }
        try (InterchangeNumbers numbers = numbers(5)) {
            assertThat(numbers.number(entry("shop:4", 1), "order:0:3").interchange())
                    .isEqualTo(5);
        }
    }

    @Test
    void an_entry_that_has_come_to_its_end_is_not_gone_on_with_once_its_order_is_forgotten() throws Exception {
        // given
        EntryStates states = new EntryStates();
        try (InterchangeNumbers numbers = numbers(1)) {
            numbers.number(entry("shop:1", 1), "order:0:0");
            assertThat(numbers.unfinished(states)).isPresent();
            // when
            states.put(
                    "shop:1",
                    new EntryState(EntryState.Phase.BOOKED, null, 1, 1, "", "order:0:0", Instant.EPOCH, "7", false),
                    Instant.EPOCH);
            assertThat(numbers.unfinished(states)).isEmpty();
            states.tidy(Instant.now(), Duration.ofDays(60));
            // then
            assertThat(states.of("shop:1")).isNull();
            assertThat(numbers.unfinished(states)).isEmpty();
        }
    }

    @Test
    void of_two_that_believe_to_be_the_only_one_the_earlier_gives_no_more_numbers() throws Exception {
        // given
        try (InterchangeNumbers earlier = numbers(1)) {
            earlier.number(entry("shop:1", 1), "order:0:0");
            try (InterchangeNumbers later = numbers(1)) {
                // then
                assertThatThrownBy(() -> earlier.number(entry("shop:2", 1), "order:0:1"))
                        .isInstanceOf(KafkaException.class);
                assertThat(later.number(entry("shop:3", 1), "order:0:2").interchange())
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void whoever_takes_over_begins_with_the_order_that_had_its_number_and_gives_it_the_same() throws Exception {
        // given: orders in all partitions, and one after the other who dies around the entry of one of them
        int orders = 24;
        hub.place(IntStream.range(0, orders).mapToObj(i -> "shop:" + i));
        ErpConfig config = config(1);
        for (int death = 1; death <= 3; death++) {
            int count = asked.size() + 3;
            hub.enter(config, dying(config, count, death % 2 == 0), () -> asked.size() >= count);
        }
        // when
        hub.enter(config, living(config), hub::isThrough);
        // then
        Map<Integer, String> orderOf = new LinkedHashMap<>();
        asked.forEach(entry ->
                assertThat(orderOf.put(entry.interchange(), entry.key())).isIn(null, entry.key()));
        assertThat(orderOf.keySet())
                .as("in the order in which the ERP got them")
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, orders).boxed().toList());
        assertThat(orderOf.values()).doesNotHaveDuplicates();
        try (Stream<Path> files = Files.list(disk.resolve("in"))) {
            assertThat(files).hasSize(orders);
        }
    }

    @Test
    void whoever_takes_over_knows_all_that_was_entered_before_it_was_alone() throws Exception {
        // given
        hub.place(Stream.of("shop:0", "shop:1"));
        ErpConfig config = config(1);
        OrderInterface target = living(config);
        KafkaClients watched = new KafkaClients(Map.of(
                "bootstrap.servers",
                hub.clients.properties().get("bootstrap.servers"),
                CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
                BeforeFence.class.getName()));
        // when the one before enters all there is in the last moment
        BeforeFence.happens.set(() -> {
            hub.enter(config, target, hub::isThrough);
            hub.place(Stream.of("shop:0", "shop:2"));
            return null;
        });
        hub.enter(watched, config, target, () -> ids().contains("shop:2") && hub.isThrough());
        // then
        assertThat(ids()).containsExactlyInAnyOrder("shop:0", "shop:1", "shop:2");
    }

    @Test
    void an_order_that_waits_for_the_erps_folder_goes_before_those_with_greater_numbers() throws Exception {
        // given
        hub.place(IntStream.range(0, 8).mapToObj(i -> "shop:" + i));
        ErpConfig config = config(1);
        Files.delete(disk.resolve("in"));
        AtomicBoolean isBack = new AtomicBoolean();
        hub.enter(config, living(config), () -> {
            // when
            if (asked.size() >= 2 && isBack.compareAndSet(false, true)) {
                Files.createDirectory(disk.resolve("in"));
            }
            return isBack.get() && hub.isThrough();
        });
        // then
        assertThat(asked.stream().map(OrderEntry::interchange).distinct()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    private InterchangeNumbers numbers(int first) throws Exception {
        return InterchangeNumbers.open(hub.clients, hub.topics, config(first)).orElseThrow();
    }

    private ErpConfig config(int first) throws Exception {
        String sample = Files.readString(Path.of("../erp/legacy-orders.erp.yaml"));
        String head = sample.substring(0, sample.indexOf("writeBack:"))
                .replaceAll("\\{\\{(env|secret):[^}]*PORT}}", "5432")
                .replaceAll("\\{\\{(env|secret):[^}]*}}", "x");
        Path mapping = Files.writeString(
                disk.resolve("legacy.erp.yaml"),
                head + String.format(WRITE_BACK, disk.resolve("in"), disk.resolve("out"), first));
        return ErpConfigReader.read(mapping, text -> text);
    }

    private static OrderFiles files(ErpConfig config) {
        return new OrderFiles(
                "legacy", (FileTarget) config.writeBack().orElseThrow().target(), Clock.systemUTC());
    }

    /** Writes down what the ERP was given. */
    private OrderInterface living(ErpConfig config) {
        return dying(config, Integer.MAX_VALUE, false);
    }

    /**
     * Writes down what the ERP was given or was to be given, and is killed at some entry.
     *
     * @param dies with which entry
     * @param isBefore whether before the ERP has that one, or after
     */
    private OrderInterface dying(ErpConfig config, int dies, boolean isBefore) {
        OrderFiles files = files(config);
        return new EnteredByTest(files, entry -> {
            asked.add(entry);
            if (asked.size() < dies || !isBefore) {
                files.enter(entry);
            }
            if (asked.size() >= dies) {
                throw EnteredByTest.killed();
            }
        });
    }

    private List<String> ids() {
        return List.copyOf(asked).stream()
                .map(entry -> entry.order().id().value())
                .toList();
    }

    private static OrderEntry entry(String id, int attempt) {
        return new OrderEntry(EnteringUnderTest.order(id), OrderEntry.Kind.PLACED, attempt);
    }

    /** What happens when a process has its transactional producer, and has not fenced anybody yet. */
    public static final class BeforeFence implements MetricsReporter {

        private static final AtomicReference<Callable<Void>> happens = new AtomicReference<>();

        @Override
        public void configure(Map<String, ?> settings) {
            Callable<Void> once =
                    settings.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG) == null ? null : happens.getAndSet(null);
            if (once != null) {
                try {
                    once.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void init(List<KafkaMetric> metrics) {}

        @Override
        public void metricChange(KafkaMetric metric) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void close() {}
    }
}
