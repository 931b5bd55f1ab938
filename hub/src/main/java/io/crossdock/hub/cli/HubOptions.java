package io.crossdock.hub.cli;

import io.crossdock.erp.ErpConfigException;
import io.crossdock.erp.strangler.SwitchedCapability;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.Channels;
import io.crossdock.hub.channel.KameletCatalog;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.config.Problems;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.erp.ErpSettings;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.main.Assembly;
import io.crossdock.hub.main.Role;
import io.crossdock.hub.strangler.Capabilities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code run} and {@code check} take, and how it is read and checked. */
final class HubOptions {

    @Mixin
    private ChannelFiles files;

    @Option(names = "--erp", paramLabel = "FILE", description = "Mapping file of the ERP (*.erp.yaml).")
    Path erp;

    @Option(
            names = "--capabilities",
            paramLabel = "DIR|FILE",
            description =
                    "Folder of files of capabilities that move out of the ERP (*.capability.yaml), or one of them.")
    Path capabilities;

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            split = ",",
            description = "What this process does: ingest, normalize, availability, sync, erp. All by default.")
    List<String> roles = List.of();

    @Option(
            names = "--only",
            paramLabel = "CHANNEL",
            split = ",",
            description = "Work for these channels alone; other processes may serve the rest.")
    List<String> only = List.of();

    private final Map<String, String> environment;

    HubOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws ConfigurationException with every mistake in everything that was given */
    Assembly read() {
        Problems ofEnvironment = new Problems("environment");
        Settings settings = Settings.read(environment, ofEnvironment);
        List<Problem> problems = new ArrayList<>(ofEnvironment.found());
        KameletCatalog catalog = new KameletCatalog(settings.kameletsFolder());
        Channels read = Channels.read(files.path(), catalog, settings.secrets());
        problems.addAll(read.problems());
        Optional<ErpSettings> watched = erp == null ? Optional.empty() : erp(settings, problems);
        List<SwitchedCapability> moving = capabilities == null
                ? List.of()
                : Capabilities.read(capabilities, catalog, settings.secrets(), problems);
        Set<Role> chosen = roles(problems);
        List<ChannelConfig> served = served(read, problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Assembly(settings, read, served, watched, chosen, moving);
    }

    private Optional<ErpSettings> erp(Settings settings, List<Problem> problems) {
        try {
            return Optional.of(ErpSettings.of(
                    erp,
                    settings.secrets()::resolve,
                    new KafkaClients(settings.kafka()),
                    settings.topics(),
                    settings.replication()));
        } catch (ErpConfigException e) {
            e.problems().stream().map(Problem::told).forEach(problems::add);
            return Optional.empty();
        }
    }

    private Set<Role> roles(List<Problem> problems) {
        Set<Role> chosen = EnumSet.noneOf(Role.class);
        for (String word : roles) {
            Optional<Role> role = Stream.of(Role.values())
                    .filter(known -> known.word().equals(word))
                    .findFirst();
            role.ifPresent(chosen::add);
            if (role.isEmpty()) {
                String allowed = Stream.of(Role.values()).map(Role::word).collect(Collectors.joining(", "));
                problems.add(new Problem("command line", "--roles", "unknown role '" + word + "'", allowed));
            }
        }
        return chosen.isEmpty() ? Role.all() : chosen;
    }

    private List<ChannelConfig> served(Channels read, List<Problem> problems) {
        for (String name : only) {
            if (read.problems().isEmpty() && read.named(name).isEmpty()) {
                String allowed =
                        read.all().stream().map(channel -> channel.id().value()).collect(Collectors.joining(", "));
                problems.add(new Problem("command line", "--only", "unknown channel '" + name + "'", allowed));
            }
        }
        return read.all().stream()
                .filter(channel -> only.isEmpty() || only.contains(channel.id().value()))
                .toList();
    }
}
