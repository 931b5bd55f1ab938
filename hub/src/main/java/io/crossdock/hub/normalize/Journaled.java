package io.crossdock.hub.normalize;

import io.crossdock.spi.InboundRecord;

/**
 * An inbound record and its place in the journal.
 *
 * @param partition of the channel's journal
 */
public record Journaled(InboundRecord inbound, int partition, long offset) {

    /** Such as {@code 3:1024}; names the record for ever. */
    public String position() {
        return partition + ":" + offset;
    }
}
