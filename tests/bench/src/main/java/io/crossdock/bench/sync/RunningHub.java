package io.crossdock.bench.sync;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.FreePort;
import io.crossdock.bench.JavaProcess;
import io.crossdock.bench.cdc.BenchErp;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code crossdock run} with all roles, the sample ERP and the sample's partner as often as there are channels. */
final class RunningHub implements AutoCloseable {

    /** What nothing waits for. */
    static final String AMPLE = "100000/s";

    static final String TOKEN = "only-for-the-benchmark";
    static final String TOKEN_HEADER = "X-Bench-Token";

    private static final Topics TOPICS = new Topics("bench");
    private static final int PARTITIONS = 6;
    private static final Duration START_WITHIN = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SLOT = "bench_sync";
    private static final Pattern PENDING = Pattern.compile("(?m)^bench_sync_pending\\{[^}]*} ([0-9.E]+)$");

    private final HttpClient http = HttpClient.newHttpClient();
    private final JavaProcess process;
    private final KafkaClients clients;
    private final int port;
    private final int managementPort;

    private RunningHub(JavaProcess process, KafkaClients clients, int port, int managementPort) {
        this.process = process;
        this.clients = clients;
        this.port = port;
        this.managementPort = managementPort;
    }

    /**
     * @param hasKits whether the ERP's articles are {@link Kits}
     * @param home the folder with the samples
     * @param limit of requests, for each channel
     * @param options of its JVM
     */
    static RunningHub start(
            Backbone backbone, BenchErp erp, boolean hasKits, Shops shops, Path home, String limit, String options)
            throws IOException {
        Path mapping = erp.mappingFile(SLOT);
        if (hasKits) {
            Kits.describe(mapping);
        }
        Path folder = backbone.folder().path();
        Path files = Files.createDirectories(folder.resolve("channels"));
        for (String channel : shops.channels()) {
            Files.writeString(
                    files.resolve(channel + ".channel.yaml"), channelFile(channel, shops.offersUrl(channel), limit));
        }
        int port = FreePort.find();
        int managementPort = FreePort.find();
        String brokers = backbone.kafka().bootstrapServers();
        JavaProcess process = JavaProcess.start(
                backbone.folder(),
                "hub",
                Map.ofEntries(
                        Map.entry("CROSSDOCK_KAFKA_BROKERS", brokers),
                        Map.entry("CROSSDOCK_PREFIX", TOPICS.prefix()),
                        Map.entry("CROSSDOCK_HTTP_PORT", Integer.toString(port)),
                        Map.entry("CROSSDOCK_MANAGEMENT_PORT", Integer.toString(managementPort)),
                        Map.entry(
                                "CROSSDOCK_KAMELETS",
                                home.resolve("channels/kamelets").toString()),
                        Map.entry("CROSSDOCK_STATE", folder.resolve("state").toString()),
                        Map.entry("CROSSDOCK_PARTITIONS", Integer.toString(PARTITIONS)),
                        Map.entry("CROSSDOCK_REPLICATION", "1"),
                        Map.entry("CROSSDOCK_ALLOW_LOW_REPLICATION", "true")),
                List.of(options.split(" ")),
                List.of(
                        "io.crossdock.hub.cli.Crossdock",
                        "run",
                        "--until-eof",
                        "--channels",
                        files.toString(),
                        "--erp",
                        mapping.toString()));
        RunningHub hub =
                new RunningHub(process, new KafkaClients(Map.of("bootstrap.servers", brokers)), port, managementPort);
        try {
            process.awaitLine("crossdock: running", START_WITHIN);
            return hub;
        } catch (RuntimeException e) {
            hub.close();
            throw e;
        }
    }

    private static String channelFile(String channel, String offersUrl, String limit) {
        return """
                channel: %s
                system: acme
                start: live
                currency: EUR
                locations: [hamburg]
                limit: {requests: %s, batch: 100, inFlight: 4}
                source:
                  transport: webhook
                  scheme: token
                  secret: %s
                  signatureHeader: %s
                  kindPointer: /type
                  keyPointer: /data/ref
                sink:
                  transport: http-push
                  url: %s
                  method: PUT
                  resultsPointer: /results
                """.formatted(channel, limit, TOKEN, TOKEN_HEADER, offersUrl);
    }

    KafkaClients clients() {
        return clients;
    }

    Topics topics() {
        return TOPICS;
    }

    /** Where a channel's shop sends its webhooks. */
    URI webhooks(String channel) {
        return URI.create("http://127.0.0.1:" + port + "/in/" + channel);
    }

    /** Offers that wait to be sent, of all channels; -1 while the hub does not tell. */
    long pending() {
        HttpRequest metrics = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/observe/metrics"))
                .timeout(PATIENCE)
                .build();
        try {
            String told =
                    http.send(metrics, HttpResponse.BodyHandlers.ofString()).body();
            List<MatchResult> each = PENDING.matcher(told).results().toList();
            return each.isEmpty()
                    ? -1
                    : each.stream()
                            .mapToLong(pending -> (long) Double.parseDouble(pending.group(1)))
                            .sum();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** @throws IllegalStateException with its output, where it has ended */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the hub ended:\n" + process.output());
        }
    }

    /** Processor time so far, of all its threads. */
    Duration cpu() {
        return process.cpu();
    }

    String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }
}
