package io.crossdock.hub.fetch;

import io.crossdock.hub.normalize.Journaled;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.util.Optional;

/**
 * What became of one record that may be thin.
 *
 * @param answer what to journal; empty where the record was not thin, or where fetching it failed
 * @param failure why it will never be fetched; empty as a rule
 * @param waits why it must be tried again later; empty as a rule
 * @param onWritten to be run once answer or failure is in Kafka, while others of the batch wait
 */
public record Fetched(
        Journaled thin,
        Channel channel,
        Optional<InboundRecord> answer,
        Optional<Failure> failure,
        Optional<Failure> waits,
        Runnable onWritten) {}
