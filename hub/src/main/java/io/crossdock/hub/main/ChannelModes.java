package io.crossdock.hub.main;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicFollower;
import io.crossdock.hub.mode.ChannelModeTopic;
import io.crossdock.hub.mode.ModeStandings;
import io.crossdock.hub.sync.ChannelControl;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.spi.Registry;

/** What people decided about the channels that a process writes to; follows it while the process runs. */
final class ChannelModes implements AutoCloseable {

    private final ModeStandings standings = new ModeStandings();
    private final TopicFollower follower;

    private ChannelModes(ChannelModeTopic topic) {
        this.follower = topic.follower(standings);
    }

    /** Returns once every decision is known; the topics must exist. */
    static ChannelModes start(Assembly assembly, KafkaClients clients) {
        ChannelModes modes = new ChannelModes(
                new ChannelModeTopic(clients, assembly.settings().topics(), Clock.systemUTC()));
        if (assembly.has(Role.SYNC)) {
            modes.follower.start();
        }
        return modes;
    }

    /** For the channel's sync. */
    void bind(Registry registry, ChannelConfig channel) {
        registry.bind(
                ChannelControl.bean(channel.id().value()),
                new ChannelControl(
                        () -> standings.of(channel.id()),
                        channel.observesFirst(),
                        channel.brake(),
                        channel.resync(),
                        channel.level()));
    }

    Optional<String> trouble() {
        return follower.trouble();
    }

    @Override
    public void close() {
        follower.close();
    }
}
