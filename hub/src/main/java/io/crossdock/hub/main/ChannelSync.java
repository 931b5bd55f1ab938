package io.crossdock.hub.main;

import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.sync.SyncSettings;

/** What a channel file says to the sync. */
public final class ChannelSync {

    private ChannelSync() {}

    public static SyncSettings settings(ChannelConfig config, Topics topics, KafkaClients clients) {
        return new SyncSettings(
                config.channel(),
                config.stock(),
                config.prices(),
                config.limit().rates(),
                config.limit().batch(),
                config.limit().inFlight(),
                config.limit().settles(),
                topics,
                clients,
                config.limit().perItem().orElse(null));
    }
}
