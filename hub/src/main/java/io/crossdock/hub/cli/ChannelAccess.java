package io.crossdock.hub.cli;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.Channels;
import io.crossdock.hub.channel.KameletCatalog;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.main.ChannelSync;
import io.crossdock.hub.sync.SyncSettings;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Channel files and the hub's Kafka, for commands that look at or change a channel; a mixin of theirs. */
@Command
final class ChannelAccess {

    @Mixin
    private ChannelFiles files;

    @Mixin
    private KafkaAccess kafka;

    private Channels read;

    Settings settings() {
        return kafka.settings();
    }

    KafkaClients clients() {
        return kafka.clients();
    }

    SyncSettings sync(ChannelConfig config) {
        return ChannelSync.settings(config, kafka.topics(), kafka.clients());
    }

    /** @throws ConfigurationException with every mistake in every file */
    Collection<ChannelConfig> all() {
        if (!read().problems().isEmpty()) {
            throw new ConfigurationException(read.problems());
        }
        return read.all();
    }

    /**
     * Mistakes in other channels' files are not in the way.
     *
     * @throws ConfigurationException when there is no such channel
     */
    ChannelConfig named(String name) {
        ChannelConfig config = read().all().stream()
                .filter(known -> known.id().value().equals(name))
                .findFirst()
                .orElse(null);
        if (config == null && !read.problems().isEmpty()) {
            throw new ConfigurationException(read.problems());
        }
        if (config == null) {
            String allowed =
                    read.all().stream().map(known -> known.id().value()).collect(Collectors.joining(", "));
            throw new ConfigurationException(
                    List.of(new Problem("command line", "CHANNEL", "unknown channel '" + name + "'", allowed)));
        }
        return config;
    }

    /**
     * The same, for a channel whose listings can be read back.
     *
     * @throws ConfigurationException when nothing reads them
     */
    ChannelConfig readable(String name) {
        ChannelConfig config = named(name);
        if (config.listings().isEmpty()) {
            throw new ConfigurationException(List.of(new Problem(
                    "command line",
                    "CHANNEL",
                    "nothing reads the listings of '" + name + "'",
                    "a channel whose system has a Kamelet for it, or whose file says readback.transport")));
        }
        return config;
    }

    private Channels read() {
        if (read == null) {
            read = Channels.read(
                    files.path(),
                    new KameletCatalog(settings().kameletsFolder()),
                    settings().secrets());
        }
        return read;
    }
}
