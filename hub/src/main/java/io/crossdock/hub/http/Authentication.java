package io.crossdock.hub.http;

import io.crossdock.spi.Failure;
import java.util.Map;

/** How we prove to a system who we are. Threads share it. */
interface Authentication {

    /**
     * The headers that a request carries.
     *
     * @throws Failure when proof must be fetched first and that failed
     */
    Map<String, String> headers();

    /**
     * Tells that the system refused a request with these headers (401).
     *
     * @return whether {@link #headers()} gives others now, so that repeating makes sense
     */
    default boolean renew(Map<String, String> refused) {
        return false;
    }
}
