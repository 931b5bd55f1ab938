package io.crossdock.hub.encryption;

import io.crossdock.hub.config.ConfigurationException;
import io.crossdock.hub.config.EncryptionSettings;
import io.crossdock.hub.config.Problem;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.camel.spi.Registry;

/** Encryption as a process is configured for: nothing at all, or keys that are followed until it is closed. */
public final class Encryption implements AutoCloseable {

    private final Sealing sealing;
    private final KeyFollower follower;

    private Encryption(Sealing sealing, KeyFollower follower) {
        this.sealing = sealing;
        this.follower = follower;
    }

    /**
     * Returns once all keys are there. Where there is a master key, the topic of keys must exist.
     *
     * @param owners whose records this process encrypts: channels' names, {@code erp-<name>}; none for one that only reads
     * @throws ConfigurationException when the keys are protected by another master key than those that are configured, or
     *     when there are some and this process would write in plain without having been told to
     */
    public static Encryption start(
            EncryptionSettings settings,
            KafkaClients clients,
            Topics topics,
            Collection<String> owners,
            MeterRegistry meters,
            Clock clock) {
        if (!settings.canOpen()) {
            if (!settings.isOff() && !owners.isEmpty() && KeyTopic.exists(clients, topics)) {
                throw withoutMaster(topics);
            }
            return new Encryption(Sealing.NONE, null);
        }
        KeyFollower follower = new KeyFollower(
                new KeyTopic(clients, topics, new MasterKeys(settings)), settings.seals() ? owners : List.of(), clock);
        follower.start();
        Optional<String> trouble = follower.trouble();
        if (trouble.isPresent()) {
            follower.close();
            throw wrongMaster(trouble.get());
        }
        Sealing sealing =
                new KeyedSealing(follower, settings.seals(), clock, owner -> countForgotten(meters, topics, owner));
        return new Encryption(sealing, follower);
    }

    /** By keys of its own that nobody else has and that end with it: for tests and measurements, where no Kafka is. */
    public static Sealing inMemory(Collection<String> owners, Clock clock) {
        KeyRing ring = new KeyRing();
        YearMonth now = KeyFollower.period(clock, Duration.ZERO);
        YearMonth soon = now.plusMonths(1);
        for (String owner : owners) {
            ring.put(KeyRing.newTree(owner, now), KeyRing.newRoot());
            ring.put(KeyRing.newTree(owner, soon), KeyRing.newRoot());
        }
        return new KeyedSealing(ring, true, clock, owner -> {});
    }

    /** What a hub bound to its registry; elsewhere nothing is encrypted. */
    public static Sealing in(Registry registry) {
        Sealing bound = registry.findSingleByType(Sealing.class);
        return bound == null ? Sealing.NONE : bound;
    }

    static ConfigurationException wrongMaster(String why) {
        return new ConfigurationException(List.of(new Problem(
                "environment",
                "CROSSDOCK_ENCRYPTION_KEY",
                why,
                "the key that they were made with, here or as CROSSDOCK_ENCRYPTION_PREVIOUS_KEY")));
    }

    private static ConfigurationException withoutMaster(Topics topics) {
        return new ConfigurationException(List.of(new Problem(
                "environment",
                "CROSSDOCK_ENCRYPTION_KEY",
                "is not set, though there are keys in " + topics.keys()
                        + ": what others encrypt would be kept in plain",
                "{{secret:NAME}} as for the others, or CROSSDOCK_ENCRYPTION=off")));
    }

    private static void countForgotten(MeterRegistry meters, Topics topics, String owner) {
        Counter.builder(topics.prefix() + ".forgotten")
                .tag("channel", owner)
                .register(meters)
                .increment();
    }

    public Sealing sealing() {
        return sealing;
    }

    /** Why keys cannot be followed or used; empty while all is well. */
    public Optional<String> trouble() {
        return follower == null ? Optional.empty() : follower.trouble();
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.close();
        }
    }
}
