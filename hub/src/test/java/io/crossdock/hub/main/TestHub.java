package io.crossdock.hub.main;

import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.crossdock.backbone.FreePort;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.erp.strangler.SwitchedCapability;
import io.crossdock.hub.channel.Channels;
import io.crossdock.hub.channel.KameletCatalog;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.erp.ErpSettings;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.strangler.Capabilities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** A hub in this JVM with a prefix of its own, and a look into its topics by the official CloudEvents SDK. */
final class TestHub implements AutoCloseable {

    /** Whoever reads once waits for no more at its end. */
    private static final Map<String, Object> ONCE = Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);

    private final Settings settings;
    private final Hub hub;

    private TestHub(Settings settings, Hub hub) {
        this.settings = settings;
        this.hub = hub;
    }

    static TestHub start(String brokers, Path channels, Map<String, String> more, Role... roles) throws Exception {
        return start(brokers, channels, null, more, roles);
    }

    /** @param capabilities a folder of their files; null for none */
    static TestHub start(String brokers, Path channels, Path capabilities, Map<String, String> more, Role... roles)
            throws Exception {
        Settings settings = settings(brokers, more);
        KameletCatalog catalog = new KameletCatalog(settings.kameletsFolder());
        Channels read = Channels.read(channels, catalog, settings.secrets());
        List<Problem> problems = new ArrayList<>();
        List<SwitchedCapability> moving = capabilities == null
                ? List.of()
                : Capabilities.read(capabilities, catalog, settings.secrets(), problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        if (!read.problems().isEmpty()) {
            throw new ConfigurationException(read.problems());
        }
        Set<Role> chosen = roles.length == 0 ? Set.of(Role.INGEST, Role.NORMALIZE) : Set.of(roles);
        Hub hub = new Hub(new Assembly(settings, read, List.copyOf(read.all()), Optional.empty(), chosen, moving));
        hub.start();
        return new TestHub(settings, hub);
    }

    /** With an ERP and without a channel; with the role {@code erp} alone where none is named. */
    static TestHub startWithErp(String brokers, Path erp, Map<String, String> more, Role... roles) throws Exception {
        Settings settings = settings(brokers, more);
        Path empty = Files.createTempDirectory("no-channels");
        Channels none = Channels.read(empty, new KameletCatalog(settings.kameletsFolder()), settings.secrets());
        Files.delete(empty);
        ErpSettings watched = ErpSettings.of(
                erp, settings.secrets()::resolve, new KafkaClients(settings.kafka()), settings.topics(), 1);
        Set<Role> chosen = roles.length == 0 ? Set.of(Role.ERP) : Set.of(roles);
        Hub hub = new Hub(new Assembly(settings, none, List.of(), Optional.of(watched), chosen, List.of()));
        hub.start();
        return new TestHub(settings, hub);
    }

    /** Those of a hub, for what runs beside it. */
    static Settings settings(String brokers, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CROSSDOCK_KAFKA_BROKERS",
                brokers,
                "CROSSDOCK_KAFKA_FETCH_MAX_WAIT_MS",
                TestClients.FETCH_WAIT_MILLIS,
                "CROSSDOCK_PREFIX",
                "test-" + UUID.randomUUID().toString().substring(0, 8),
                "CROSSDOCK_HTTP_PORT",
                Integer.toString(FreePort.find()),
                "CROSSDOCK_MANAGEMENT_PORT",
                Integer.toString(FreePort.find()),
                "CROSSDOCK_KAMELETS",
                "src/test/resources/channels/kamelets",
                "CROSSDOCK_PARTITIONS",
                "2",
                "CROSSDOCK_REPLICATION",
                "1",
                "CROSSDOCK_MIN_INSYNC",
                "1",
                "CROSSDOCK_ALLOW_LOW_REPLICATION",
                "true"));
        environment.putAll(more);
        return Settings.from(environment);
    }

    Topics topics() {
        return settings.topics();
    }

    /** Asks a capability, as a route would. */
    byte[] ask(String capability, byte[] question) {
        return hub.ask(capability, question);
    }

    ChannelId channel(String name) {
        return new ChannelId(name);
    }

    URI webhook(String channel) {
        return URI.create("http://127.0.0.1:" + settings.httpPort() + "/in/" + channel);
    }

    URI management(String path) {
        return URI.create("http://127.0.0.1:" + settings.managementPort() + path);
    }

    Health health() throws IOException, InterruptedException {
        return Health.of(read("/observe/health"));
    }

    String metrics() throws IOException, InterruptedException {
        return read("/observe/metrics");
    }

    private String read(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(management(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** As somebody else, such as an ERP's capture, would. */
    void write(CanonicalEvent event) {
        try (Producer<byte[], byte[]> producer = new KafkaClients(settings.kafka()).producer("somebody-else")) {
            PipelinedSend.all(producer, List.of(CloudEventHeaders.record(topics().of(event.type()), event)));
        }
    }

    /** Waits for an event of that subject and returns it. */
    CloudEvent awaitEvent(String topic, String subject) {
        return awaitEvent(topic, event -> subject.equals(event.getSubject()));
    }

    CloudEvent awaitEvent(String topic, Predicate<CloudEvent> wanted) {
        AtomicReference<CloudEvent> found = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            events(topic).stream().filter(wanted).findFirst().ifPresent(found::set);
            return found.get() != null;
        });
        return found.get();
    }

    /** Everything that a topic holds now. */
    List<CloudEvent> events(String topic) {
        CloudEventDeserializer sdk = new CloudEventDeserializer();
        return records(topic).stream()
                .map(read -> sdk.deserialize(topic, read.headers(), read.value()))
                .toList();
    }

    /** The same as Kafka has it. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = new KafkaClients(settings.kafka()).consumer("looker", ONCE)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        hub.close();
    }
}
