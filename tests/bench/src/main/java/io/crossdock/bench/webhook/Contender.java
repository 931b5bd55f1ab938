package io.crossdock.bench.webhook;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.FreePort;
import io.crossdock.bench.JavaProcess;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A process that takes webhooks, and the topic in which they must be. */
final class Contender implements AutoCloseable {

    private static final String SECRET = "a secret of the benchmark";
    static final ChannelId CHANNEL = new ChannelId("shop");
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final int WEBHOOKS = 10_000;
    private static final int PARTITIONS = 6;
    private static final List<String> HEAP = List.of("-Xmx320m");

    private final JavaProcess process;
    private final int port;
    private final SignedWebhooks webhooks;
    private final JournalCount journal;

    private Contender(JavaProcess process, int port, String path, JournalCount journal) {
        this.process = process;
        this.port = port;
        this.webhooks = SignedWebhooks.make(WEBHOOKS, path, port, SECRET, 1);
        this.journal = journal;
    }

    /** {@code crossdock run} with one channel and the role that takes webhooks in. */
    static Contender hub(Backbone backbone) throws IOException {
        Topics topics = new Topics("hub");
        String brokers = backbone.kafka().bootstrapServers();
        Path channels = Files.createDirectories(backbone.folder().path().resolve("channels"));
        Files.writeString(channels.resolve("shop.channel.yaml"), """
                channel: shop
                system: shopify
                currency: EUR
                locations: {hamburg: "1"}
                properties:
                  url: http://127.0.0.1:9
                  accessToken: none
                  secret: "{{secret:shop/webhook}}"
                """);
        int port = FreePort.find();
        JavaProcess process = JavaProcess.start(
                backbone.folder(),
                "hub",
                Map.of(
                        "CROSSDOCK_KAFKA_BROKERS",
                        brokers,
                        "CROSSDOCK_PREFIX",
                        topics.prefix(),
                        "CROSSDOCK_HTTP_PORT",
                        Integer.toString(port),
                        "CROSSDOCK_MANAGEMENT_PORT",
                        Integer.toString(FreePort.find()),
                        "CROSSDOCK_PARTITIONS",
                        Integer.toString(PARTITIONS),
                        "CROSSDOCK_REPLICATION",
                        "1",
                        "CROSSDOCK_ALLOW_LOW_REPLICATION",
                        "true",
                        "CROSSDOCK_SECRET_SHOP_WEBHOOK",
                        SECRET),
                HEAP,
                List.of(
                        "io.crossdock.hub.cli.Crossdock",
                        "run",
                        "--until-eof",
                        "--roles",
                        "ingest",
                        "--channels",
                        channels.toString()));
        process.awaitLine("crossdock: running", START_WITHIN);
        return new Contender(process, port, "/in/" + CHANNEL, journal(brokers, topics));
    }

    /** {@link BareHandler} with a topic that is like the hub's. */
    static Contender bare(Backbone backbone) {
        Topics topics = new Topics("bare");
        String brokers = backbone.kafka().bootstrapServers();
        try (Admin admin = clients(brokers).admin()) {
            new TopicSetup(topics, PARTITIONS, 1, 1).ensure(admin, List.of(CHANNEL), List.of());
        }
        int port = FreePort.find();
        JavaProcess process = JavaProcess.start(
                backbone.folder(),
                "bare",
                Map.of(),
                HEAP,
                List.of(BareHandler.class.getName(), brokers, topics.prefix(), Integer.toString(port), SECRET));
        process.awaitLine(BareHandler.READY, START_WITHIN);
        return new Contender(process, port, "/", journal(brokers, topics));
    }

    /** Takes webhooks until so many have been accepted or so many seconds are over. */
    void warmUp(LoadGenerator load, int webhooksAtLeast, int secondsAtMost) {
        long accepted = 0;
        for (int second = 0; second < secondsAtMost && accepted < webhooksAtLeast; second++) {
            Answers answers = load.closedLoop(port, webhooks, Duration.ofSeconds(1));
            kept(answers);
            accepted += answers.acceptedCount();
        }
    }

    /** Throughput, then latency, then the proof that all of it was kept. */
    Turn turn(LoadGenerator load, Duration lasting, int perSecond) {
        Duration before = process.cpu();
        Answers fast = load.closedLoop(port, webhooks, lasting);
        double cpuMicros = process.cpu().minus(before).toNanos() / 1e3 / fast.acceptedCount();
        long kept = kept(fast);
        Answers steady = load.openLoop(port, webhooks, lasting, perSecond);
        kept += kept(steady);
        return new Turn(
                fast.perSecond(),
                cpuMicros,
                steady.percentileMillis(0.50),
                steady.percentileMillis(0.99),
                fast.acceptedCount() + steady.acceptedCount(),
                kept);
    }

    private long kept(Answers answers) {
        if (answers.refused() > 0) {
            throw new IllegalStateException(answers.refused() + " webhooks were refused:\n" + process.output());
        }
        return journal.requireAll(answers.accepted());
    }

    @Override
    public void close() {
        journal.close();
        process.close();
    }

    private static JournalCount journal(String brokers, Topics topics) {
        return new JournalCount(clients(brokers), topics.journal(CHANNEL));
    }

    private static KafkaClients clients(String brokers) {
        return new KafkaClients(Map.of("bootstrap.servers", brokers));
    }
}
