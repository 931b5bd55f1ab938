package io.crossdock.hub.cli;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpConfigException;
import io.crossdock.erp.ErpConfigReader;
import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.config.Problems;
import io.crossdock.hub.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The ERP's mapping file, for commands that work on one; a mixin of theirs, which asks no Kafka. */
@Command
final class ErpOption {

    @Option(
            names = "--erp",
            paramLabel = "FILE",
            required = true,
            description = "Mapping file of the ERP (*.erp.yaml).")
    private Path file;

    private final Map<String, String> environment;

    ErpOption(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws ConfigurationException with every mistake in it, and in where its secrets are */
    ErpConfig read() {
        Problems ofEnvironment = new Problems("environment");
        Settings settings = Settings.read(environment, ofEnvironment);
        List<Problem> problems = new ArrayList<>(ofEnvironment.found().stream()
                .filter(problem -> problem.key().equals("CROSSDOCK_SECRETS"))
                .toList());
        try {
            ErpConfig config = ErpConfigReader.read(file, settings.secrets()::resolve);
            if (problems.isEmpty()) {
                return config;
            }
        } catch (ErpConfigException e) {
            e.problems().stream().map(Problem::told).forEach(problems::add);
        }
        throw new ConfigurationException(problems);
    }
}
