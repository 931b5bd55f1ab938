package io.crossdock.hub.normalize;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.spi.InboundRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An inbound record and its place in the journal.
 *
 * @param partition of the channel's journal
 * @param replayOf the id of the dead letter whose replay it is; null as a rule
 */
public record Journaled(InboundRecord inbound, int partition, long offset, String replayOf) {

    public Journaled(InboundRecord inbound, int partition, long offset) {
        this(inbound, partition, offset, null);
    }

    /** The record as the journal holds it. */
    public static Journaled read(ConsumerRecord<byte[], byte[]> journaled, ChannelId channel) {
        return new Journaled(
                JournalHeaders.read(journaled, channel),
                journaled.partition(),
                journaled.offset(),
                CloudEventHeaders.text(journaled.headers(), JournalHeaders.REPLAY_OF));
    }

    /** Such as {@code 3:1024}; names the record for ever. */
    public String position() {
        return partition + ":" + offset;
    }
}
