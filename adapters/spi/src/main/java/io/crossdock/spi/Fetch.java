package io.crossdock.spi;

import java.util.Optional;

/**
 * Completes a thin notification, one that only names a thing: fetches the thing, so that the journal holds it before it
 * is translated. Implementations have a public constructor without parameters and are shared by threads.
 */
public interface Fetch {

    /**
     * @return what to journal: its {@code id} follows from the notification's, its {@code receivedAt} and {@code
     *     traceparent} are the notification's; empty where the record is not thin
     * @throws Failure as {@link Api} or the adapter says
     */
    Optional<InboundRecord> fetch(InboundRecord thin, Channel channel, Api api);
}
