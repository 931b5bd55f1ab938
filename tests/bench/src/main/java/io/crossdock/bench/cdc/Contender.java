package io.crossdock.bench.cdc;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.FreePort;
import io.crossdock.bench.JavaProcess;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Who reads the ERP's log: each in a JVM like the launcher's, with a slot, topics and an offset topic of its own. */
enum Contender {
    HUB("Crossdock: the erp route"),
    PRODUCER("Debezium's engine and a plain producer"),
    BARE("Debezium's engine alone");

    static final int PARTITIONS = 6;
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final List<String> HEAP = List.of("-Xmx320m");

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    String slot() {
        return "bench_" + name().toLowerCase(Locale.ROOT);
    }

    Topics topics() {
        return new Topics("bench-" + name().toLowerCase(Locale.ROOT));
    }

    static KafkaClients clients(Backbone backbone) {
        return new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
    }

    /** Makes the topics that its events go to. */
    void makeTopics(Backbone backbone) {
        try (Admin admin = clients(backbone).admin()) {
            new TopicSetup(topics(), PARTITIONS, 1, 1).ensure(admin, List.of(), List.of("legacy"));
        }
    }

    /** Returns once it runs; it may not have connected yet. */
    JavaProcess start(Backbone backbone, BenchErp erp) throws IOException {
        return this == HUB ? hub(backbone, erp, FreePort.find()) : rival(backbone, erp);
    }

    /**
     * {@code crossdock run} with the one role.
     *
     * @param managementPort where it tells its metrics
     */
    static JavaProcess hub(Backbone backbone, BenchErp erp, int managementPort) throws IOException {
        Path channels = Files.createDirectories(backbone.folder().path().resolve("channels"));
        Files.writeString(channels.resolve("shop.channel.yaml"), """
                channel: shop
                system: shopify
                currency: EUR
                locations: {hamburg: "1"}
                properties: {url: "http://127.0.0.1:9", accessToken: none, secret: none}
                """);
        JavaProcess process = JavaProcess.start(
                backbone.folder(),
                HUB.slot(),
                Map.of(
                        "CROSSDOCK_KAFKA_BROKERS",
                        backbone.kafka().bootstrapServers(),
                        "CROSSDOCK_PREFIX",
                        HUB.topics().prefix(),
                        "CROSSDOCK_HTTP_PORT",
                        Integer.toString(FreePort.find()),
                        "CROSSDOCK_MANAGEMENT_PORT",
                        Integer.toString(managementPort),
                        "CROSSDOCK_PARTITIONS",
                        Integer.toString(PARTITIONS),
                        "CROSSDOCK_REPLICATION",
                        "1",
                        "CROSSDOCK_ALLOW_LOW_REPLICATION",
                        "true"),
                HEAP,
                List.of(
                        "io.crossdock.hub.cli.Crossdock",
                        "run",
                        "--until-eof",
                        "--roles",
                        "erp",
                        "--channels",
                        channels.toString(),
                        "--erp",
                        erp.mappingFile(HUB.slot()).toString()));
        process.awaitLine("crossdock: running", START_WITHIN);
        return process;
    }

    private JavaProcess rival(Backbone backbone, BenchErp erp) throws IOException {
        return JavaProcess.start(
                backbone.folder(),
                slot(),
                Map.of(),
                HEAP,
                List.of(
                        EngineRival.class.getName(),
                        name(),
                        backbone.kafka().bootstrapServers(),
                        erp.mappingFile(slot()).toString()));
    }
}
