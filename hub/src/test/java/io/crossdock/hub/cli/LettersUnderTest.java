package io.crossdock.hub.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Sequence;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicScan;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.hub.normalize.DeadLetters;
import io.crossdock.hub.normalize.Journaled;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics of a hub that does not run, with the dead letters that a test wants. */
final class LettersUnderTest {

    static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:05Z");
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Topics topics =
            new Topics("letters-" + UUID.randomUUID().toString().substring(0, 8));
    private final KafkaClients clients;
    private final Map<String, String> variables = new HashMap<>();

    LettersUnderTest(Backbone backbone) {
        String brokers = backbone.kafka().bootstrapServers();
        clients = TestClients.of(brokers);
        variables.put("CROSSDOCK_KAFKA_BROKERS", brokers);
        variables.put("CROSSDOCK_KAFKA_FETCH_MAX_WAIT_MS", TestClients.FETCH_WAIT_MILLIS);
        variables.put("CROSSDOCK_PREFIX", topics.prefix());
        try (Admin admin = clients.admin()) {
            new TopicSetup(topics, 1, 1, 1)
                    .ensure(admin, Set.of(new ChannelId("acme-eu"), new ChannelId("acme-us")), Set.of("legacy"));
        }
    }

    /** From now on there are keys, though none of any channel. */
    void thereAreKeys() {
        try (Admin admin = clients.admin()) {
            new TopicSetup(topics, 1, 1, 1, Retention.DEFAULT, true).ensure(admin, Set.of(), Set.of());
        }
    }

    void variable(String name, String value) {
        variables.put(name, value);
    }

    /** A record at an offset of partition 0 that could not be translated. */
    void record(String channel, long offset, String body, Failure failure) {
        String key = failure.getMessage().replaceAll(".* (K-[0-9]+): .*", "$1");
        InboundRecord inbound = new InboundRecord(
                new ChannelId(channel),
                "msg_" + offset,
                "order",
                key,
                "application/json",
                body.getBytes(UTF_8),
                RECEIVED,
                TRACE);
        write(DeadLetters.of(topics, new Journaled(inbound, 0, offset), "acme", 1, failure, Instant.now()));
    }

    void refusedOffer(String channel, String sku) {
        Map<String, String> attributes = attributes(channel + ":" + UUID.randomUUID(), "/channels/" + channel, sku);
        attributes.put("failurekind", "REJECTED");
        attributes.put("system", "acme");
        attributes.put("channel", channel);
        write(letter(sku, attributes));
    }

    void erpRows(String erp, String sku) {
        Map<String, String> attributes =
                attributes(erp + ":stock:" + sku + "@" + Sequence.of(1, 2, 3), "/erp/" + erp, sku);
        attributes.put("failurekind", "UNMAPPABLE");
        attributes.put("system", erp);
        write(letter(sku, attributes));
    }

    /** As if a channel's group had come so far in partition 0. */
    void committed(String role, String channel, long offset) {
        TopicPartition partition = new TopicPartition(topics.journal(new ChannelId(channel)), 0);
        try (Admin admin = clients.admin()) {
            admin.alterConsumerGroupOffsets(
                            topics.group(role, channel), Map.of(partition, new OffsetAndMetadata(offset)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Invocation call(Path folder, String... arguments) {
        Invocation invocation = new Invocation(folder);
        variables.forEach(invocation::variable);
        List<String> all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        invocation.execute(all.toArray(String[]::new));
        return invocation;
    }

    int status(Path folder, String... arguments) {
        return call(folder, arguments).status();
    }

    List<String> ids(Path folder, String... options) {
        List<String> all = new ArrayList<>(List.of("list", "--json"));
        all.addAll(List.of(options));
        return call(folder, all.toArray(String[]::new)).out().stream()
                .map(line -> line.replaceAll("^\\{\"id\":\"([^\"]+)\".*", "$1"))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> journal(String channel) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (TopicScan scan = TopicScan.of(clients, "looker", topics.journal(new ChannelId(channel)), null)) {
            for (var batch = scan.next(); !batch.isEmpty(); batch = scan.next()) {
                all.addAll(batch);
            }
        }
        return all;
    }

    static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private Map<String, String> attributes(String id, String source, String subject) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", id);
        attributes.put("source", source);
        attributes.put("type", DeadLetters.TYPE);
        attributes.put("subject", subject);
        attributes.put("time", Instant.now().toString());
        attributes.put("failuremessage", "x");
        return attributes;
    }

    private ProducerRecord<byte[], byte[]> letter(String key, Map<String, String> attributes) {
        return new ProducerRecord<>(
                topics.deadLetters(),
                null,
                null,
                key.getBytes(UTF_8),
                "{}".getBytes(UTF_8),
                CloudEventHeaders.headers(attributes, "application/json"));
    }

    private void write(ProducerRecord<byte[], byte[]> letter) {
        try (Producer<byte[], byte[]> producer = clients.producer("letters-under-test")) {
            PipelinedSend.all(producer, List.of(letter));
        }
    }
}
