package io.crossdock.hub.cli;

import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where the channel files are; a mixin of commands. */
@Command
final class ChannelFiles {

    private static final String VARIABLE = "CROSSDOCK_CHANNELS";

    @Option(
            names = "--channels",
            paramLabel = "DIR|FILE",
            description = "Folder of channel files (*.channel.yaml), or one of them; $" + VARIABLE + " by default.")
    private Path path;

    private final Map<String, String> environment;

    ChannelFiles(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws ConfigurationException when neither the command line nor the environment names it */
    Path path() {
        String set = environment.getOrDefault(VARIABLE, "");
        if (path == null && set.isBlank()) {
            throw new ConfigurationException(List.of(new Problem(
                    "command line",
                    "--channels",
                    "is missing, and " + VARIABLE + " is not set",
                    "a folder of channel files (*.channel.yaml), or one of them")));
        }
        return path == null ? Path.of(set.strip()) : path;
    }
}
