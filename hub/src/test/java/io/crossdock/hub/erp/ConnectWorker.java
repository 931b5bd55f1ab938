package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.util.FutureCallback;

/** Kafka Connect's own worker, standalone and without its REST server, as somebody else would run one. */
final class ConnectWorker implements AutoCloseable {

    private final StandaloneHerder herder;

    ConnectWorker(String bootstrapServers, Path folder) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("key.converter", JsonConverter.class.getName());
        settings.put("value.converter", JsonConverter.class.getName());
        settings.put("offset.storage.file.filename", folder.resolve("offsets").toString());
        settings.put("offset.flush.interval.ms", "500");
        settings.put("plugin.discovery", "service_load");
        Plugins plugins = new Plugins(settings);
        plugins.compareAndSwapWithDelegatingLoader();
        StandaloneConfig config = new StandaloneConfig(settings);
        JsonConverter offsets = new JsonConverter();
        offsets.configure(Map.of("schemas.enable", "false"), true);
        FileOffsetBackingStore store = new FileOffsetBackingStore(offsets);
        store.configure(config);
        AllConnectorClientConfigOverridePolicy policy = new AllConnectorClientConfigOverridePolicy();
        Worker worker = new Worker("worker", Time.SYSTEM, plugins, config, store, policy);
        herder = new StandaloneHerder(worker, "cluster", policy);
        herder.start();
    }

    /** Starts a connector, with topics of three partitions. */
    void connect(String name, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("name", name);
        all.put("tasks.max", "1");
        all.put("topic.creation.default.replication.factor", "1");
        all.put("topic.creation.default.partitions", "3");
        FutureCallback<Herder.Created<ConnectorInfo>> started = new FutureCallback<>();
        herder.putConnectorConfig(name, all, false, started);
        assertThat(started.get(30, TimeUnit.SECONDS).created()).isTrue();
    }

    void disconnect(String name) throws Exception {
        FutureCallback<Herder.Created<ConnectorInfo>> stopped = new FutureCallback<>();
        herder.deleteConnectorConfig(name, stopped);
        stopped.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        herder.stop();
    }
}
