package io.crossdock.hub.normalize;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.encryption.TamperedException;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An inbound record and its place in the journal.
 *
 * @param inbound its body is as the journal has it, perhaps encrypted
 * @param partition of the channel's journal
 * @param replayOf the id of the dead letter whose replay it is; null as a rule
 * @param keyId names the key that the body is encrypted with; null where it is plain
 */
public record Journaled(InboundRecord inbound, int partition, long offset, String replayOf, String keyId) {

    public Journaled(InboundRecord inbound, int partition, long offset) {
        this(inbound, partition, offset, null, null);
    }

    /** The record as the journal holds it. */
    public static Journaled read(ConsumerRecord<byte[], byte[]> journaled, ChannelId channel) {
        return new Journaled(
                JournalHeaders.read(journaled, channel),
                journaled.partition(),
                journaled.offset(),
                CloudEventHeaders.text(journaled.headers(), JournalHeaders.REPLAY_OF),
                CloudEventHeaders.text(journaled.headers(), CloudEventHeaders.PREFIX + Sealing.KEY_ID));
    }

    /** Such as {@code 3:1024}; names the record for ever. */
    public String position() {
        return partition + ":" + offset;
    }

    /**
     * The record with its body in plain; empty once its keys were destroyed, so that nobody can read it any more.
     *
     * @throws Failure {@code MALFORMED} when the encrypted body was changed, or is another record's
     */
    public Optional<InboundRecord> opened(Sealing sealing, Channel channel) {
        if (keyId == null) {
            return Optional.of(inbound);
        }
        try {
            return sealing.open(inbound, keyId);
        } catch (TamperedException e) {
            throw Failure.malformed(channel.system(), inbound.kind(), inbound.key(), e.getMessage());
        }
    }

    /** The same with its body encrypted, where bodies are: what was journaled in plain is no dead letter in plain. */
    public Journaled sealed(Sealing sealing) {
        if (keyId != null) {
            return this;
        }
        Sealing.Body body = sealing.seal(inbound);
        return body.keyId() == null
                ? this
                : new Journaled(inbound.withBody(body.bytes()), partition, offset, replayOf, body.keyId());
    }
}
