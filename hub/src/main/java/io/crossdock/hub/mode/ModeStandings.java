package io.crossdock.hub.mode;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelModeSet;
import io.crossdock.hub.events.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was decided about channels, by channel. Threads may share it. */
public final class ModeStandings {

    private static final Logger LOG = LoggerFactory.getLogger(ModeStandings.class);

    private final Map<ChannelId, ModeStanding> decided = new ConcurrentHashMap<>();

    void apply(ConsumerRecord<byte[], byte[]> written) {
        try {
            if (written.value() == null) {
                decided.remove(new ChannelId(new String(written.key(), StandardCharsets.UTF_8)));
                return;
            }
            CanonicalEvent event = CloudEventHeaders.event(written.headers(), written.value());
            ChannelModeSet change = (ChannelModeSet) event.data();
            decided.put(change.channel(), ModeStanding.of(change, event.time()));
        } catch (RuntimeException e) {
            LOG.warn("a record of {} at offset {} cannot be read", written.topic(), written.offset());
        }
    }

    /** Empty where nobody has decided anything: its file says where it stands. */
    public Optional<ModeStanding> of(ChannelId channel) {
        return Optional.ofNullable(decided.get(channel));
    }
}
