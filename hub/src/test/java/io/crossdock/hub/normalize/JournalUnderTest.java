package io.crossdock.hub.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.spi.InboundRecord;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A journal of one partition, its one channel, and a route of the test's own. */
final class JournalUnderTest implements AutoCloseable {

    static final ChannelId CHANNEL = new ChannelId("acme-eu");

    private final Topics topics =
            new Topics("journal-" + UUID.randomUUID().toString().substring(0, 8));
    private final KafkaClients clients;
    private final Admin admin;
    private CamelContext camel;

    /** What a route does with the ids of a batch; a batch that it does not take makes it throw. */
    @FunctionalInterface
    interface Step {
        void take(List<String> ids) throws Exception;
    }

    JournalUnderTest(Backbone backbone) {
        clients = TestClients.of(backbone);
        admin = clients.admin();
        new TopicSetup(topics, 1, 1, 1).ensure(admin, Set.of(CHANNEL), Set.of());
    }

    void write(String... ids) {
        write("{}", ids);
    }

    void write(String body, String[] ids) {
        try (Producer<byte[], byte[]> producer = clients.producer("journal-under-test")) {
            PipelinedSend.all(
                    producer,
                    Stream.of(ids)
                            .map(id -> inbound(id, body))
                            .map(this::journaled)
                            .toList());
        }
    }

    JournalConsumer start(int maxRecords, Step step) throws Exception {
        camel = new DefaultCamelContext();
        camel.getShutdownStrategy().setTimeout(8);
        camel.getRegistry().bind("topics", topics);
        camel.getRegistry().bind("kafkaClients", clients);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("journal:" + CHANNEL + "?maxRecords=" + maxRecords)
                        .routeId("normalize")
                        .process(exchange -> step.take(ids(exchange.getMessage().getBody(List.class))));
            }
        });
        camel.start();
        return (JournalConsumer) camel.getRoute("normalize").getConsumer();
    }

    void stop() {
        camel.stop();
    }

    /** The offset that a restart would begin at. */
    long committed() throws Exception {
        OffsetAndMetadata committed = admin.listConsumerGroupOffsets(topics.group("normalize", CHANNEL.value()))
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(topics.journal(CHANNEL), 0));
        return committed == null ? 0 : committed.offset();
    }

    @Override
    public void close() {
        if (camel != null) {
            camel.stop();
        }
        admin.close();
    }

    private ProducerRecord<byte[], byte[]> journaled(InboundRecord inbound) {
        return new ProducerRecord<>(
                topics.journal(CHANNEL),
                null,
                null,
                inbound.key().getBytes(UTF_8),
                inbound.body(),
                JournalHeaders.of(inbound));
    }

    private static InboundRecord inbound(String id, String body) {
        return new InboundRecord(
                CHANNEL, id, "order", id, "application/json", body.getBytes(UTF_8), Instant.EPOCH, "t");
    }

    private static List<String> ids(List<?> batch) {
        return batch.stream()
                .map(Journaled.class::cast)
                .map(one -> one.inbound().id())
                .toList();
    }
}
