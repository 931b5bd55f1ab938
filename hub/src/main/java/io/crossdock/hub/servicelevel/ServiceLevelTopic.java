package io.crossdock.hub.servicelevel;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.ServiceLevelBreached;
import io.crossdock.canonical.ServiceLevelRestored;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.SharedTopic;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How channels' syncs stand, in a compacted topic, and the beginnings and ends of breaches as events. */
public final class ServiceLevelTopic {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceLevelTopic.class);

    private final SharedTopic shared;
    private final Topics topics;

    public ServiceLevelTopic(KafkaClients clients, Topics topics) {
        this.shared = new SharedTopic(
                clients, topics.channelStandings(), "the channels' standings", "no hub was started there yet");
        this.topics = topics;
    }

    /**
     * What was told last, by channel.
     *
     * @throws RuntimeException when Kafka does not answer, or there is no topic
     */
    public Map<ChannelId, ChannelStanding> read() {
        Map<ChannelId, ChannelStanding> standings = new HashMap<>();
        shared.read(written -> apply(standings, written));
        return standings;
    }

    private static void apply(Map<ChannelId, ChannelStanding> standings, ConsumerRecord<byte[], byte[]> written) {
        ChannelId channel = new ChannelId(new String(written.key(), StandardCharsets.UTF_8));
        if (written.value() == null) {
            standings.remove(channel);
            return;
        }
        try {
            standings.put(channel, Json.read(written.value(), "crossdock", "standing", ChannelStanding.class));
        } catch (Failure e) {
            LOG.warn("a record of {} at offset {} cannot be read", written.topic(), written.offset());
        }
    }

    /**
     * What to write of a standing.
     *
     * @param before what was written before; null where nothing was
     */
    public List<ProducerRecord<byte[], byte[]>> records(
            ChannelId channel, ChannelStanding before, ChannelStanding standing) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        MeasuredLag now = standing.lag();
        MeasuredLag told = before == null ? null : before.lag();
        boolean wasBreached = told != null && told.hasBreach();
        if (!wasBreached && now.hasBreach()) {
            records.add(event(
                    new ServiceLevelBreached(
                            channel, now.p99Millis(), now.windowSeconds(), now.lagMillis(), now.changes()),
                    EventType.SERVICE_LEVEL_BREACHED,
                    now.breachedAt(),
                    now.breachedAt()));
        } else if (wasBreached && !now.hasBreach()) {
            records.add(event(
                    new ServiceLevelRestored(
                            channel,
                            now.p99Millis(),
                            now.windowSeconds(),
                            now.lagMillis() == null ? 0 : now.lagMillis(),
                            told.breachedAt(),
                            told.worstMillis()),
                    EventType.SERVICE_LEVEL_RESTORED,
                    told.breachedAt(),
                    now.at()));
        }
        byte[] key = channel.value().getBytes(StandardCharsets.UTF_8);
        records.add(new ProducerRecord<>(topics.channelStandings(), key, Json.write(standing)));
        return records;
    }

    private ProducerRecord<byte[], byte[]> event(CanonicalData data, EventType type, Instant breachedAt, Instant at) {
        String source = "/hub/" + topics.prefix();
        CanonicalEvent event = new CanonicalEvent(
                CanonicalEvent.idOf(source, type, data.subject() + "@" + breachedAt),
                source,
                at,
                null,
                null,
                null,
                0,
                data);
        return CloudEventHeaders.record(topics.of(type), event);
    }
}
