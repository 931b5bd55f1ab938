package io.crossdock.hub.sync;

import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.http.ApiSettings;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/** A Kamelet's bean that calls the API of one channel: the channel's name beside the API's settings. */
public abstract class ChannelAction extends ApiSettings implements CamelContextAware {

    private CamelContext context;
    private String channelName;
    private volatile Destination destination;

    /** A channel and its API. */
    protected record Destination(Channel channel, Api api) {

        /** The same for one batch; a lease of null leaves it as it is. */
        public Destination under(Lease lease) {
            return lease == null ? this : new Destination(channel, lease.of(api, channel.system()));
        }
    }

    /** Made by the first use: by then the registry holds all channels. */
    protected final Destination destination() {
        Destination known = destination;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            if (destination == null) {
                Channel channel = ChannelLookup.in(context, channelName);
                destination = new Destination(channel, api(context, channel, Clock.systemUTC()));
            }
            return destination;
        }
    }

    /** @param channel the channel's name */
    public final void setChannel(String channel) {
        this.channelName = channel;
    }

    @Override
    public final void setCamelContext(CamelContext context) {
        this.context = context;
    }

    @Override
    public final CamelContext getCamelContext() {
        return context;
    }
}
