package io.crossdock.hub.cli;

import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;

/** The hub's Kafka, for commands that look at or change what is in it; a mixin of theirs without options. */
@Command
final class KafkaAccess {

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final Map<String, String> environment;
    private Settings settings;

    KafkaAccess(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws ConfigurationException naming every variable that is wrong */
    Settings settings() {
        if (settings == null) {
            settings = Settings.from(environment);
        }
        return settings;
    }

    KafkaClients clients() {
        return new KafkaClients(settings().kafka());
    }

    Topics topics() {
        return settings().topics();
    }

    /**
     * The keys of what is encrypted, if anything is; the caller closes it.
     *
     * @param owners the channels whose records are written; none for a command that only reads
     * @throws ConfigurationException when the records of others are encrypted and these would not be
     */
    Encryption encryption(Collection<String> owners) {
        return Encryption.start(
                settings().encryption(), clients(), topics(), owners, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    /** @throws IllegalStateException when Kafka does not answer within 20 seconds */
    Set<String> topicNames() {
        return clients().topicNames(ANSWER);
    }

    Map<String, String> environment() {
        return environment;
    }
}
