package io.crossdock.hub.strangler;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.CapabilitySwitched;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.SwitchPosition;
import io.crossdock.erp.strangler.SwitchedCapability;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.SharedTopic;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Where switches stand and who set them there. A change stands in two topics, written in one transaction: in the
 * compacted one that processes follow, and in the one that is kept without end.
 */
public final class CapabilityTopic {

    private final SharedTopic shared;
    private final Topics topics;
    private final Clock clock;

    public CapabilityTopic(KafkaClients clients, Topics topics, Clock clock) {
        this.shared = new SharedTopic(
                clients, topics.capabilities(), "the capabilities", "no hub was started with --capabilities yet");
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * A change that somebody wants.
     *
     * @param automatic whether a switch wants it itself
     * @param by who
     * @param reason why; kept without end
     */
    public record Wish(String capability, SwitchPosition to, boolean automatic, String by, String reason) {}

    /** Where all switches stand now. */
    public Standings read() {
        Standings standings = new Standings();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            readToEnd(consumer, standings);
        }
        return standings;
    }

    Consumer<byte[], byte[]> consumer() {
        return shared.consumer();
    }

    void poll(Consumer<byte[], byte[]> consumer, Standings standings) {
        shared.poll(consumer, standings::apply);
    }

    void readToEnd(Consumer<byte[], byte[]> consumer, Standings standings) {
        shared.readToEnd(consumer, standings::apply);
    }

    /** @return the change; empty where the switch stands there already */
    public Optional<CapabilitySwitched> set(Wish wish) {
        return change(wish, standings -> Optional.of(standings.of(wish.capability())));
    }

    /** The same, unless somebody has changed the switch since that revision. */
    Optional<CapabilitySwitched> set(Wish wish, Standing from) {
        return change(
                wish,
                standings -> standings.of(wish.capability()).revision() == from.revision()
                        ? Optional.of(from)
                        : Optional.empty());
    }

    @FunctionalInterface
    private interface Basis {
        Optional<Standing> in(Standings standings);
    }

    private Optional<CapabilitySwitched> change(Wish wish, Basis basis) {
        AtomicReference<CapabilitySwitched> made = new AtomicReference<>();
        shared.change(() -> {
            Standings standings = new Standings();
            return new SharedTopic.Change(standings::apply, () -> {
                made.set(basis.in(standings)
                        .filter(from -> !from.position().equals(wish.to()) || from.isSteppedBack())
                        .map(from -> switched(wish, from))
                        .orElse(null));
                return made.get() == null ? List.of() : records(made.get());
            });
        });
        return Optional.ofNullable(made.get());
    }

    private static CapabilitySwitched switched(Wish wish, Standing from) {
        return new CapabilitySwitched(
                wish.capability(),
                from.revision() + 1,
                from.position(),
                wish.to(),
                wish.automatic(),
                wish.by(),
                wish.reason());
    }

    private List<ProducerRecord<byte[], byte[]>> records(CapabilitySwitched change) {
        String source = "/hub/" + topics.prefix();
        String fact = change.capability() + '\n' + change.revision();
        CanonicalEvent event = new CanonicalEvent(
                CanonicalEvent.idOf(source, EventType.CAPABILITY_SWITCHED, fact),
                source,
                clock.instant(),
                null,
                null,
                null,
                1,
                change);
        return List.of(
                CloudEventHeaders.record(topics.capabilities(), event),
                CloudEventHeaders.record(topics.capabilityChanges(), event));
    }

    /** Lets commands know these names; what is known already is not written again. */
    void declare(Collection<SwitchedCapability> capabilities) {
        Standings known = read();
        if (capabilities.stream().allMatch(each -> known.isDeclared(each.name(), each.start()))) {
            return;
        }
        shared.change(() -> {
            Standings standings = new Standings();
            return new SharedTopic.Change(standings::apply, () -> {
                List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
                for (SwitchedCapability each : capabilities) {
                    if (!standings.isDeclared(each.name(), each.start())) {
                        byte[] key = (Standings.DECLARED + each.name()).getBytes(StandardCharsets.UTF_8);
                        records.add(new ProducerRecord<>(topics.capabilities(), key, Json.write(each.start())));
                    }
                }
                return records;
            });
        });
    }
}
