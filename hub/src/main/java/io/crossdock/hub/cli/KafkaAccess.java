package io.crossdock.hub.cli;

import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Settings;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.util.Map;

/** The hub's Kafka, for commands that look at or change what is in it; a mixin of theirs without options. */
final class KafkaAccess {

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
}
