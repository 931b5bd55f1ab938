package io.crossdock.hub.cli;

import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.EncryptionSettings;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.encryption.Erasures;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The keys of what is encrypted, for commands that list or destroy them; a mixin of theirs without options. */
@Command
final class KeyAccess {

    @Mixin
    private KafkaAccess kafka;

    /** @throws ConfigurationException when no master key is configured */
    Erasures erasures() {
        EncryptionSettings encryption = kafka.settings().encryption();
        if (!encryption.canOpen()) {
            throw new ConfigurationException(List.of(new Problem(
                    "environment",
                    "CROSSDOCK_ENCRYPTION_KEY",
                    "is not set: nothing is encrypted, so there are no keys, and what is kept goes with its retention",
                    "{{secret:NAME}}, as for run")));
        }
        return new Erasures(encryption, kafka.clients(), kafka.topics(), Clock.systemUTC());
    }

    /** @return of a command line that names what is not there */
    static ConfigurationException mistake(String option, String what, String allowed) {
        return new ConfigurationException(List.of(new Problem("command line", option, what, allowed)));
    }

    /** The channels and ERPs that have keys, for messages. */
    static String owners(List<Erasures.Tree> trees) {
        List<String> owners =
                trees.stream().map(Erasures.Tree::owner).distinct().toList();
        return owners.isEmpty() ? "none, nothing was encrypted yet" : String.join(", ", owners);
    }
}
