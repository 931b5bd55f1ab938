package io.crossdock.hub.sync;

import io.crossdock.spi.Channel;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/** Finds a channel by its name through the registry's bean {@code channels}, a function from name to channel. */
public final class ChannelLookup {

    /** The bean's name. */
    public static final String BEAN = "channels";

    private ChannelLookup() {}

    /** @throws IllegalArgumentException when there is no such channel, or no such bean */
    public static Channel of(CamelContext context, String name) {
        Object bean = context.getRegistry().lookupByName(BEAN);
        if (!(bean instanceof Function<?, ?> channels)) {
            throw new IllegalArgumentException("no bean '" + BEAN + "' that knows the channels");
        }
        @SuppressWarnings("unchecked")
        Object channel = ((Function<String, ?>) channels).apply(name);
        if (!(channel instanceof Channel found)) {
            throw new IllegalArgumentException("no channel '" + name + "'");
        }
        return found;
    }
}
