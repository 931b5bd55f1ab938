package io.crossdock.hub.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpConfigReader;
import io.crossdock.erp.orders.InterfaceTable;
import io.crossdock.erp.orders.OrderEntry;
import io.crossdock.erp.orders.OrderInterface;
import io.crossdock.erp.orders.TableTarget;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.erp.ErpSettings;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import io.crossdock.sandbox.legacyerp.LegacyOrderEntry;
import io.crossdock.sandbox.legacyerp.LegacyOrderEntry.Incoming;
import io.crossdock.spi.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What enters orders dies after the ERP has one, or judged one, and before its place is kept. */
@OnBackbone({Part.KAFKA, Part.POSTGRES})
class KilledEntryTest {

    private static final int ORDERS = 20;
    private static final String PASSWORD = "only for tests";

    private final Backbone backbone;
    private final String name = "killed_" + UUID.randomUUID().toString().substring(0, 8);
    private final Topics topics = new Topics(name.replace('_', '-'));
    private KafkaClients clients;
    private LegacyOrderEntry entry;
    private ErpConfig config;

    @TempDir
    private Path folder;

    KilledEntryTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void orders_and_an_erp() throws Exception {
        var postgres = backbone.postgres();
        String owner = postgres.createDatabase(name) + "?user=" + postgres.user() + "&password=" + postgres.password();
        LegacyErp.create(owner);
        entry = LegacyOrderEntry.install(owner, name, PASSWORD);
        Path mapping = Files.writeString(
                folder.resolve("legacy.erp.yaml"),
                Files.readString(Path.of("../erp/legacy-orders.erp.yaml"))
                        .replace("{{env:LEGACY_ERP_HOST}}", postgres.host())
                        .replace("{{env:LEGACY_ERP_PORT}}", Integer.toString(postgres.port()))
                        .replace("{{env:LEGACY_ERP_DATABASE}}", name)
                        .replace("user: crossdock_orders", "user: " + name));
        config = ErpConfigReader.read(mapping, text -> text.startsWith("{{secret") ? PASSWORD : text);
        clients = new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        try (Admin admin = clients.admin()) {
            TopicSetup setup = new TopicSetup(topics, 2, 1, 1);
            setup.ensure(admin, Set.of(), Set.of("legacy"));
            setup.createOrderEntry(admin, "legacy");
        }
        try (Producer<byte[], byte[]> producer = clients.producer("test")) {
            PipelinedSend.all(
                    producer,
                    IntStream.range(0, ORDERS)
                            .mapToObj(i -> CloudEventHeaders.record(topics.orders(), placed("shop:" + i)))
                            .toList());
        }
    }

    @Test
    void an_order_that_was_entered_by_one_that_died_is_in_the_erp_once() throws Exception {
        // given: one after the other dies right after it entered an order
        for (int death = 1; death <= 3; death++) {
            AtomicInteger entered = new AtomicInteger();
            CamelContext dies = entering(new DyingAfter(table(), entered, 5));
            dies.start();
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> entered.get() == 5);
            } finally {
                dies.stop();
            }
        }
        // when
        CamelContext survives = entering(table());
        survives.start();
        try {
            // then
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(entry.incoming()).hasSize(ORDERS));
            await().atMost(Duration.ofSeconds(30)).until(() -> WaitingOrders.count(clients, topics, "legacy") == 0);
        } finally {
            survives.stop();
        }
        assertThat(entry.incoming()).extracting(Incoming::attempt).containsOnly(1);
        assertThat(EntryStates.read(clients, topics, "legacy").count(EntryState.Phase.SENT))
                .isEqualTo(ORDERS);
    }

    @Test
    void what_was_tried_once_more_by_one_that_died_is_not_tried_again_for_it() throws Exception {
        // given
        List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean dies = new AtomicBoolean();
        OrderInterface rejects = new Rejecting(table(), "shop:0", attempts, dies);
        CamelContext first = entering(rejects);
        first.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> WaitingOrders.count(clients, topics, "legacy") == 0);
        } finally {
            first.stop();
        }
        // when somebody asks three times that it is tried once more, and the third time kills
        try (Producer<byte[], byte[]> producer = clients.producer("test")) {
            PipelinedSend.all(
                    producer,
                    Collections.nCopies(
                            3, CloudEventHeaders.record(topics.erpOrderRetries("legacy"), placed("shop:0"))));
        }
        dies.set(true);
        CamelContext killed = entering(rejects);
        killed.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> !dies.get());
        } finally {
            killed.stop();
        }
        CamelContext survives = entering(rejects);
        survives.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> WaitingOrders.count(clients, topics, "legacy") == 0);
        } finally {
            survives.stop();
        }
        // then
        assertThat(attempts).containsExactly(1, 2, 3, 4, 4);
    }

    private InterfaceTable table() {
        return new InterfaceTable(
                "legacy", (TableTarget) config.writeBack().orElseThrow().target());
    }

    private CamelContext entering(OrderInterface target) throws Exception {
        CamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("kafkaClients", clients);
        camel.getRegistry().bind("topics", topics);
        camel.getRegistry().bind("retention", Retention.DEFAULT);
        camel.getRegistry().bind("meters", new SimpleMeterRegistry());
        camel.getRegistry().bind("sealing", Sealing.NONE);
        camel.getRegistry().bind(ErpSettings.bean("legacy"), new ErpSettings(config, null));
        camel.getRegistry().bind(EntryAction.bean("legacy"), new EntryAction(target));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("erp-orders:legacy").bean(new EntryAction(target));
            }
        });
        return camel;
    }

    private static CanonicalEvent placed(String id) {
        Order order = new Order(
                new OrderId(id),
                new ChannelId("shop"),
                id,
                1,
                Instant.now(),
                "EUR",
                List.of(),
                List.of(new OrderLine("1", new Sku("A-1"), BigDecimal.ONE, null, null)),
                null);
        return new CanonicalEvent(id, "/channels/shop", order.placedAt(), null, null, null, 1, new OrderPlaced(order));
    }

    /**
     * An ERP that does not take one order.
     *
     * @param attempts at it
     * @param dies whether the fourth of them ends its thread
     */
    private record Rejecting(OrderInterface target, String order, List<Integer> attempts, AtomicBoolean dies)
            implements OrderInterface {

        @Override
        public void enter(OrderEntry entry) {
            if (!entry.order().id().value().equals(order)) {
                target.enter(entry);
                return;
            }
            attempts.add(entry.attempt());
            if (entry.attempt() == 4 && dies.getAndSet(false)) {
                throw new InterruptException("killed");
            }
            throw Failure.rejected("legacy", "order", order, "not this one");
        }

        @Override
        public String content(OrderEntry entry) {
            return target.content(entry);
        }

        @Override
        public Map<Entered, String> rejections(Collection<Entered> open) {
            return target.rejections(open);
        }

        @Override
        public void close() {
            target.close();
        }
    }

    /** Ends its thread as a killed process does: nothing is written, nothing is committed. */
    private record DyingAfter(OrderInterface target, AtomicInteger entered, int orders) implements OrderInterface {

        @Override
        public void enter(OrderEntry entry) {
            target.enter(entry);
            if (entered.incrementAndGet() == orders) {
                throw new InterruptException("killed");
            }
        }

        @Override
        public String content(OrderEntry entry) {
            return target.content(entry);
        }

        @Override
        public Map<Entered, String> rejections(Collection<Entered> open) {
            return target.rejections(open);
        }

        @Override
        public void close() {
            target.close();
        }
    }
}
