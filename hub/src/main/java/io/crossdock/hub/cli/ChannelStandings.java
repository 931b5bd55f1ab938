package io.crossdock.hub.cli;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.mode.ModeStandings;
import io.crossdock.hub.servicelevel.ChannelStanding;
import io.crossdock.hub.servicelevel.ServiceLevelTopic;
import java.util.Map;
import java.util.Set;

/**
 * How channels stand, as far as anything was told of them.
 *
 * @param modes what people decided
 * @param syncs what their syncs tell
 */
record ChannelStandings(ModeStandings modes, Map<ChannelId, ChannelStanding> syncs) {

    /** @param topics those that there are */
    static ChannelStandings read(KafkaAccess kafka, Set<String> topics) {
        return new ChannelStandings(
                topics.contains(kafka.topics().channelModes())
                        ? DecisionOptions.topic(kafka).read()
                        : new ModeStandings(),
                topics.contains(kafka.topics().channelStandings())
                        ? new ServiceLevelTopic(kafka.clients(), kafka.topics()).read()
                        : Map.of());
    }
}
