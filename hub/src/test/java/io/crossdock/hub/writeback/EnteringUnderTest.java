package io.crossdock.hub.writeback;

import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.orders.OrderEntry;
import io.crossdock.erp.orders.OrderInterface;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.erp.ErpSettings;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;

/** Orders for the ERP {@code legacy}, and what enters them into the interface that a test gives it. */
final class EnteringUnderTest {

    private static final String ERP = "legacy";

    final KafkaClients clients;
    final Topics topics;
    private final TopicSetup setup;

    EnteringUnderTest(Backbone backbone, String prefix, int partitions) {
        this.clients = TestClients.of(backbone);
        this.topics = new Topics(prefix);
        this.setup = new TopicSetup(topics, partitions, 1, 1);
        try (Admin admin = clients.admin()) {
            setup.ensure(admin, Set.of(), Set.of(ERP));
            setup.createOrderEntry(admin, ERP);
            setup.createInterchanges(admin, ERP);
        }
    }

    /** Somebody has the topic of retries deleted; the next hub that starts makes it again. */
    void makeRetriesAgain() throws Exception {
        try (Admin admin = clients.admin()) {
            String retries = topics.erpOrderRetries(ERP);
            admin.deleteTopics(List.of(retries)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(retries));
            setup.createOrderEntry(admin, ERP);
        }
    }

    void place(Stream<String> ids) {
        send(topics.orders(), ids);
    }

    /** Somebody asks that they are tried once more. */
    void retry(Stream<String> ids) {
        send(topics.erpOrderRetries(ERP), ids);
    }

    private void send(String topic, Stream<String> ids) {
        try (Producer<byte[], byte[]> producer = clients.producer("test")) {
            PipelinedSend.all(
                    producer,
                    ids.map(id -> CloudEventHeaders.record(topic, placed(id))).toList());
        }
    }

    /** Whether all there is was looked at. */
    boolean isThrough() {
        return WaitingOrders.count(clients, topics, ERP) == 0;
    }

    /** A process that enters orders until something has come about. */
    void enter(ErpConfig config, OrderInterface target, Callable<Boolean> until) throws Exception {
        enter(clients, config, target, until);
    }

    void enter(KafkaClients kafka, ErpConfig config, OrderInterface target, Callable<Boolean> until) throws Exception {
        CamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("kafkaClients", kafka);
        camel.getRegistry().bind("topics", topics);
        camel.getRegistry().bind("retention", Retention.DEFAULT);
        camel.getRegistry().bind("meters", new SimpleMeterRegistry());
        camel.getRegistry().bind("sealing", Sealing.NONE);
        camel.getRegistry().bind(ErpSettings.bean(ERP), new ErpSettings(config, null));
        camel.getRegistry().bind(EntryAction.bean(ERP), new EntryAction(target));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("erp-orders:" + ERP).bean(new EntryAction(target));
            }
        });
        camel.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(until);
        } finally {
            camel.stop();
        }
    }

    private static CanonicalEvent placed(String id) {
        Order order = order(id);
        return new CanonicalEvent(id, "/channels/shop", order.placedAt(), null, null, null, 1, new OrderPlaced(order));
    }

    static Order order(String id) {
        return new Order(
                new OrderId(id),
                new ChannelId("shop"),
                id,
                1,
                Instant.now(),
                "EUR",
                List.of(),
                List.of(new OrderLine("1", new Sku("A-1"), BigDecimal.ONE, null, null)),
                null);
    }

    /**
     * An ERP's interface at which a test does the entering; what it throws as {@link #killed} ends the thread that enters as
     * a killed process ends: nothing is written, nothing is committed.
     */
    record EnteredByTest(OrderInterface target, Consumer<OrderEntry> entering) implements OrderInterface {

        static InterruptException killed() {
            return new InterruptException("killed");
        }

        @Override
        public void enter(OrderEntry entry) {
            entering.accept(entry);
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
