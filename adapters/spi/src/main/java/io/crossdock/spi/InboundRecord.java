package io.crossdock.spi;

import io.crossdock.canonical.ChannelId;
import java.time.Instant;

/**
 * The raw bytes that a system sent, with where and when; what the journal keeps.
 *
 * @param id the same for every delivery of the same message: the system's own message id, or a digest of the body
 * @param kind what the system calls this sort of message, such as {@code orders/create}; empty where it does not say
 * @param key the natural key: what the record is about in the system's own words, such as an order's id
 * @param contentType the media type as sent, such as {@code application/json}
 * @param body byte for byte as it came
 * @param receivedAt when the hub took it
 * @param traceparent W3C Trace Context, given at ingest; null where somebody else wrote the record
 */
public record InboundRecord(
        ChannelId channel,
        String id,
        String kind,
        String key,
        String contentType,
        byte[] body,
        Instant receivedAt,
        String traceparent) {

    public String source() {
        return "/channels/" + channel.value();
    }

    /** The same record with other bytes, such as the same ones encrypted. */
    public InboundRecord withBody(byte[] other) {
        return new InboundRecord(channel, id, kind, key, contentType, other, receivedAt, traceparent);
    }

    /** Names the record without showing anything of its body. */
    @Override
    public String toString() {
        return "InboundRecord[" + channel + " " + kind + " " + id + ", " + body.length + " bytes]";
    }
}
