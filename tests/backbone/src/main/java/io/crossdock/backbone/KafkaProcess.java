package io.crossdock.backbone;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** What the broker's JVM runs. Ends when its standard input does. */
final class KafkaProcess {

    /** The file in the folder that tells that the broker takes requests. */
    static final String READY = "ready";

    private static final String NODE_ID = "1";
    private static final String MESSAGE_BYTES_MAX = Integer.toString(3 * 1024 * 1024);

    private KafkaProcess() {}

    /**
     * @param args the folder for data, the port for clients, the port of the controller
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        String data = folder.resolve("data").toString();
        format(data);
        new KafkaRaftServer(new KafkaConfig(config(data, args[1], args[2])), Time.SYSTEM).startup();
        Files.createFile(folder.resolve(READY));
        System.in.transferTo(OutputStream.nullOutputStream());
        // Nobody is left who would need the data.
        Runtime.getRuntime().halt(0);
    }

    /** A folder that has been formatted keeps the cluster id it was given then. */
    private static void format(String data) throws Exception {
        if (Files.exists(Path.of(data, "meta.properties"))) {
            return;
        }
        new Formatter()
                .setNodeId(Integer.parseInt(NODE_ID))
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(data))
                .setMetadataLogDirectory(data)
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
    }

    private static Map<String, String> config(String data, String port, String controllerPort) {
        Map<String, String> config = new HashMap<>();
        config.put("node.id", NODE_ID);
        config.put("process.roles", "broker,controller");
        config.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        config.put("controller.listener.names", "CONTROLLER");
        config.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        config.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        config.put("log.dirs", data);
        config.put("auto.create.topics.enable", "false");
        config.put("message.max.bytes", MESSAGE_BYTES_MAX);
        config.put("replica.fetch.max.bytes", MESSAGE_BYTES_MAX);
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("broker.heartbeat.interval.ms", "500");
        // A record of nothing twice a second, synced to disk and read by all, is for controllers that others watch.
        config.put("metadata.max.idle.interval.ms", "5000");
        // A broker that was killed is let in again only when its earlier session has ended.
        config.put("broker.session.timeout.ms", "3000");
        internalTopics(config);
        threadsAndBuffers(config);
        return config;
    }

    private static void internalTopics(Map<String, String> config) {
        config.put("offsets.topic.num.partitions", "4");
        config.put("offsets.topic.replication.factor", "1");
        config.put("transaction.state.log.num.partitions", "4");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        // What a killed process left open holds up whoever takes over until this is done.
        config.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        config.put("share.coordinator.state.topic.num.partitions", "1");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
    }

    /** The defaults are for a server of its own: the log cleaner alone would take 128 MiB of the heap. */
    private static void threadsAndBuffers(Map<String, String> config) {
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "4");
        config.put("background.threads", "2");
        config.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
    }
}
