package io.crossdock.hub.channel;

import java.util.Map;

/**
 * A Kamelet with the values that a channel gives its parameters; secrets still by reference.
 *
 * @param name such as {@code webhook-source}
 */
public record KameletUse(String name, Map<String, String> parameters) {

    public KameletUse {
        parameters = Map.copyOf(parameters);
    }
}
