package io.crossdock.hub.mode;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelMode;
import io.crossdock.canonical.ChannelModeSet;
import io.crossdock.canonical.EventType;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.SharedTopic;
import io.crossdock.hub.kafka.TopicFollower;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What was decided about channels and by whom. A decision stands in two topics, written in one transaction: in the
 * compacted one that processes follow, and in the one that is kept without end.
 */
public final class ChannelModeTopic {

    private final SharedTopic shared;
    private final Topics topics;
    private final Clock clock;

    public ChannelModeTopic(KafkaClients clients, Topics topics, Clock clock) {
        this.shared =
                new SharedTopic(clients, topics.channelModes(), "the channels' modes", "no hub was started there yet");
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * What came of a decision.
     *
     * @param standing where the channel stands now
     * @param isChanged whether the decision brought it there
     */
    public record Settled(ModeStanding standing, boolean isChanged) {}

    public ModeStandings read() {
        ModeStandings standings = new ModeStandings();
        shared.read(standings::apply);
        return standings;
    }

    /** Keeps these up to date, once started. */
    public TopicFollower follower(ModeStandings standings) {
        return new TopicFollower(shared, standings::apply);
    }

    /**
     * Decides, unless the channel stands there already.
     *
     * @param start where the channel stands while nobody has decided anything
     */
    public Settled set(ChannelId channel, ChannelMode start, ModeDecision decision, String by, String reason) {
        AtomicReference<Settled> made = new AtomicReference<>();
        shared.change(() -> {
            ModeStandings standings = new ModeStandings();
            return new SharedTopic.Change(standings::apply, () -> {
                ModeStanding from = standings.of(channel).orElse(ModeStanding.start(start));
                ChannelMode mode = decision.to().apply(from);
                if (from.mode() == mode && !decision.isMore()) {
                    made.set(new Settled(from, false));
                    return List.of();
                }
                long revision = from.revision() + 1;
                Instant now = clock.instant();
                ChannelModeSet change = new ChannelModeSet(
                        channel,
                        revision,
                        from.mode(),
                        mode,
                        decision.releases() ? revision : from.released(),
                        decision.resyncs() ? now : from.resyncedAt(),
                        by,
                        reason);
                made.set(new Settled(ModeStanding.of(change, now), true));
                return records(change, now);
            });
        });
        return made.get();
    }

    private List<ProducerRecord<byte[], byte[]>> records(ChannelModeSet change, Instant now) {
        String source = "/hub/" + topics.prefix();
        String fact = change.channel() + "\n" + change.revision();
        CanonicalEvent event = new CanonicalEvent(
                CanonicalEvent.idOf(source, EventType.CHANNEL_MODE_SET, fact),
                source,
                now,
                null,
                null,
                null,
                1,
                change);
        return List.of(
                CloudEventHeaders.record(topics.channelModes(), event),
                CloudEventHeaders.record(topics.channelModeChanges(), event));
    }
}
