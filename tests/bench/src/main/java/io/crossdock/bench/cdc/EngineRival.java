package io.crossdock.bench.cdc;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpConfigReader;
import io.crossdock.erp.capture.EngineProperties;
import io.crossdock.erp.capture.OffsetStorage;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.engine.format.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What somebody would write with Debezium's engine alone. It has the hub's settings of engine, offset store and producer,
 * and marks a batch as read after its acks, as the hub does. Ends when its standard input does.
 */
final class EngineRival {

    private final Contender contender;
    private final Properties settings;

    private EngineRival(Contender contender, String brokers, Path mapping) {
        this.contender = contender;
        ErpConfig config = ErpConfigReader.read(mapping, UnaryOperator.identity());
        Map<String, String> kafka = Map.of("bootstrap.servers", brokers);
        settings = EngineProperties.of(
                config,
                OffsetStorage.kafka(
                        contender.topics().erpOffsets(config.name()),
                        contender.topics().erpSchemas(config.name()),
                        kafka,
                        1));
    }

    /** @param args the contender, the brokers, its mapping file */
    public static void main(String[] args) throws IOException {
        EngineRival rival = new EngineRival(Contender.valueOf(args[0]), args[1], Path.of(args[2]));
        try (Producer<byte[], byte[]> producer =
                        new KafkaClients(Map.of("bootstrap.servers", args[1])).producer("rival");
                DebeziumEngine<?> engine = rival.contender == Contender.BARE ? rival.bare() : rival.feeding(producer)) {
            Thread thread = new Thread(engine, "engine");
            thread.setDaemon(true);
            thread.start();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private DebeziumEngine<?> bare() {
        return DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .notifying(EngineRival::nothing)
                .build();
    }

    private static void nothing(
            List<RecordChangeEvent<SourceRecord>> records, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        for (RecordChangeEvent<SourceRecord> each : records) {
            committer.markProcessed(each);
        }
        committer.markBatchFinished();
    }

    /** Each changed row as Debezium's JSON, without a schema. */
    private DebeziumEngine<?> feeding(Producer<byte[], byte[]> producer) {
        settings.setProperty("key.converter.schemas.enable", "false");
        settings.setProperty("value.converter.schemas.enable", "false");
        settings.setProperty("converter.schemas.enable", "false");
        String topic = contender.topics().stock();
        return DebeziumEngine.create(Json.class)
                .using(settings)
                .notifying((records, committer) -> send(records, committer, producer, topic))
                .build();
    }

    private static void send(
            List<ChangeEvent<String, String>> records,
            RecordCommitter<ChangeEvent<String, String>> committer,
            Producer<byte[], byte[]> producer,
            String topic)
            throws InterruptedException {
        PipelinedSend sending = new PipelinedSend(producer);
        for (ChangeEvent<String, String> each : records) {
            if (each.destination().endsWith(".lagbst")) {
                sending.send(new ProducerRecord<>(topic, bytes(each.key()), bytes(each.value())));
            }
        }
        sending.await();
        for (ChangeEvent<String, String> each : records) {
            committer.markProcessed(each);
        }
        committer.markBatchFinished();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
