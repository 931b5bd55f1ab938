package io.crossdock.hub.channel;

import java.util.Set;

/**
 * What a Kamelet says of itself.
 *
 * @param name such as {@code webhook-source}
 * @param parameters all it takes
 * @param required those it cannot do without
 */
public record KameletDefinition(String name, Set<String> parameters, Set<String> required) {}
