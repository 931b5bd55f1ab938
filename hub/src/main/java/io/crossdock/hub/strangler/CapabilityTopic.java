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
import io.crossdock.hub.kafka.TopicFollower;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Where switches stand and who set them there. A change stands in two topics, written in one transaction: in the
 * compacted one that processes follow, and in the one that is kept without end.
 */
public final class CapabilityTopic {

    private final SharedTopic shared;
    private final SharedTopic changes;
    private final Topics topics;
    private final Clock clock;

    public CapabilityTopic(KafkaClients clients, Topics topics, Clock clock) {
        this.shared = new SharedTopic(
                clients, topics.capabilities(), "the capabilities", "no hub was started with --capabilities yet");
        this.changes = new SharedTopic(clients, topics.capabilityChanges(), shared.what(), shared.whenMissing());
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
        shared.read(standings::apply);
        return standings;
    }

    /** All changes of a capability, the oldest first. */
    public List<Standing> history(String capability) {
        List<Standing> history = new ArrayList<>();
        changes.read(written -> {
            CanonicalEvent event = CloudEventHeaders.event(written);
            if (event.data() instanceof CapabilitySwitched change
                    && change.capability().equals(capability)) {
                history.add(new Standing(change.to(), change.revision(), change, event.time()));
            }
        });
        return history;
    }

    /** Keeps these up to date, once started. */
    TopicFollower follower(Standings standings) {
        return new TopicFollower(shared, standings::apply);
    }

    /**
     * What came of a wish.
     *
     * @param standing where the switch stands now
     * @param isChanged whether the wish brought it there
     */
    public record Settled(Standing standing, boolean isChanged) {}

    /**
     * Sets a switch, unless it stands there already.
     *
     * @param check throws where what stands in the topic forbids it
     */
    public Settled set(Wish wish, Consumer<Standings> check) {
        return change(wish, standings -> {
            check.accept(standings);
            return true;
        });
    }

    /** Sets a switch, unless somebody has set it since it stood there. */
    Settled set(Wish wish, Standing from) {
        return change(
                wish,
                standings -> standings.of(wish.capability(), from.position()).revision() == from.revision());
    }

    private Settled change(Wish wish, Predicate<Standings> isWanted) {
        AtomicReference<Settled> made = new AtomicReference<>();
        shared.change(() -> {
            Standings standings = new Standings();
            return new SharedTopic.Change(standings::apply, () -> {
                boolean wanted = isWanted.test(standings);
                Standing from = standings.of(wish.capability());
                // Whoever sets it to where it stepped back has seen it, which ends the note of that.
                boolean isChange = !from.position().equals(wish.to()) || from.isSteppedBack() && !wish.automatic();
                if (!wanted || !isChange) {
                    made.set(new Settled(from, false));
                    return List.of();
                }
                CapabilitySwitched change = switched(wish, from);
                Instant now = clock.instant();
                made.set(new Settled(new Standing(change.to(), change.revision(), change, now), true));
                return records(change, now);
            });
        });
        return made.get();
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

    private List<ProducerRecord<byte[], byte[]>> records(CapabilitySwitched change, Instant now) {
        String source = "/hub/" + topics.prefix();
        String fact = change.capability() + '\n' + change.revision();
        CanonicalEvent event = new CanonicalEvent(
                CanonicalEvent.idOf(source, EventType.CAPABILITY_SWITCHED, fact),
                source,
                now,
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
