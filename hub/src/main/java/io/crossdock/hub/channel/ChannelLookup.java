package io.crossdock.hub.channel;

import io.crossdock.spi.Channel;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/** How a Kamelet's bean finds the channel that it is used for: a function in the registry, by the channel's name. */
@FunctionalInterface
public interface ChannelLookup extends Function<String, Channel> {

    /**
     * @throws IllegalArgumentException when there is no such channel
     */
    static Channel in(CamelContext context, String name) {
        ChannelLookup lookup = context.getRegistry().findSingleByType(ChannelLookup.class);
        if (lookup == null) {
            throw new IllegalStateException("no ChannelLookup in the registry");
        }
        Channel channel = lookup.apply(name);
        if (channel == null) {
            throw new IllegalArgumentException("unknown channel '" + name + "'");
        }
        return channel;
    }
}
