package io.crossdock.hub.cli;

import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.strangler.CapabilityTopic;
import io.crossdock.hub.strangler.Standings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Where capabilities stand, for commands that look at or change it; a mixin of theirs without options. */
@Command
final class CapabilityAccess {

    @Mixin
    private KafkaAccess kafka;

    /** Empty while no hub has declared a capability: the topic is made by the first one that does. */
    Optional<CapabilityTopic> topic() {
        return kafka.topicNames().contains(kafka.topics().capabilities())
                ? Optional.of(new CapabilityTopic(kafka.clients(), kafka.topics(), Clock.systemUTC()))
                : Optional.empty();
    }

    /** @throws ConfigurationException when no hub has declared a capability */
    CapabilityTopic topicOf(String name) {
        Optional<CapabilityTopic> topic = topic();
        if (topic.isEmpty()) {
            requireKnown(name, new Standings());
        }
        return topic.orElseThrow();
    }

    /** @throws ConfigurationException naming the nearest name that there is */
    static void requireKnown(String name, Standings standings) {
        Set<String> names = standings.names();
        if (!names.contains(name)) {
            String meant = Nearest.to(name, names)
                    .map(nearest -> "; did you mean '" + nearest + "'?")
                    .orElse("");
            throw mistake(
                    "NAME",
                    "unknown capability '" + PlainText.line(name) + "'" + meant,
                    names.isEmpty() ? "none, no hub has declared one yet" : String.join(", ", names));
        }
    }

    static ConfigurationException mistake(String option, String what, String allowed) {
        return new ConfigurationException(List.of(new Problem("command line", option, what, allowed)));
    }
}
