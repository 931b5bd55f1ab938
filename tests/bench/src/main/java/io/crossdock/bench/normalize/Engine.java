package io.crossdock.bench.normalize;

import io.crossdock.hub.channel.Channels;
import io.crossdock.hub.channel.KameletCatalog;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.main.Assembly;
import io.crossdock.hub.main.Hub;
import io.crossdock.hub.main.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole hub with the role normalize and one channel: its real route, its real Kamelet. */
final class Engine implements Contender.Running {

    private final Hub hub;

    Engine(Work work) {
        Settings settings = Settings.from(environment(work));
        Channels channels =
                Channels.read(channelFile(work), new KameletCatalog(settings.kameletsFolder()), settings.secrets());
        if (!channels.problems().isEmpty()) {
            throw new ConfigurationException(channels.problems());
        }
        hub = new Hub(new Assembly(
                settings, channels, List.copyOf(channels.all()), Optional.empty(), Set.of(Role.NORMALIZE)));
        try {
            hub.start();
        } catch (Exception e) {
            throw new IllegalStateException("the hub does not start", e);
        }
    }

    private static Map<String, String> environment(Work work) {
        Map<String, String> environment = new HashMap<>();
        environment.put("CROSSDOCK_KAFKA_BROKERS", work.brokers());
        environment.put("CROSSDOCK_PREFIX", work.prefix());
        environment.put("CROSSDOCK_MANAGEMENT_PORT", "0");
        environment.put("CROSSDOCK_HTTP_PORT", "0");
        environment.put("CROSSDOCK_REPLICATION", "1");
        environment.put("CROSSDOCK_MIN_INSYNC", "1");
        environment.put("CROSSDOCK_ALLOW_LOW_REPLICATION", "true");
        environment.put("CROSSDOCK_PARTITIONS", Integer.toString(Journal.PARTITIONS));
        return environment;
    }

    private static Path channelFile(Work work) {
        try {
            Path folder = Files.createTempDirectory("channels");
            Path file = folder.resolve(work.channel() + ".channel.yaml");
            Files.writeString(file, """
                    channel: %s
                    system: shopify
                    currency: USD
                    locations: {hamburg: "gid://shopify/Location/1"}
                    properties: {url: "http://127.0.0.1:9", accessToken: "unused", secret: "unused"}
                    """.formatted(work.channel()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        hub.close();
    }
}
