package io.crossdock.erp.strangler;

import java.time.Duration;
import java.util.Map;

/**
 * One side of a capability and how far it is waited for.
 *
 * @param endpoint a Camel URI such as {@code direct:order-sourcing-modern}; null where a Kamelet is named
 * @param kamelet a Kamelet's name; null where an endpoint is
 * @param properties of the Kamelet, references resolved
 * @param timeout for its answer, waiting for a free thread included
 * @param calls it is asked so much at once at the most
 */
public record Side(String endpoint, String kamelet, Map<String, String> properties, Duration timeout, int calls) {

    public Side {
        properties = Map.copyOf(properties);
    }

    /** Names the side without its properties, which may hold a secret. */
    @Override
    public String toString() {
        return endpoint == null ? "kamelet:" + kamelet : endpoint;
    }
}
