package io.crossdock.hub.sync;

import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.http.ApiSettings;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import java.time.Clock;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** A Kamelet's bean that calls the API of one channel: the channel's name beside the API's settings. */
public abstract class ChannelAction extends ApiSettings implements CamelContextAware {

    /**
     * The exchange's property that holds a list of {@link io.crossdock.spi.AcceptedOffer}, one for each offer of the body:
     * it is asked what became of them. It is not there where they are to be sent.
     */
    public static final String ACCEPTED = "crossdock.accepted";

    private CamelContext context;
    private String channelName;
    private volatile Destination destination;
    private ProducerTemplate template;

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

    /**
     * What the channel's translate Kamelet makes of a body; the exchange holds what else it threw.
     *
     * @throws Failure what the Kamelet itself calls one; {@code UNAVAILABLE} while its route starts or stops
     */
    protected final Exchange translated(String kamelet, Channel channel, String operation, Object body) {
        Exchange made = template()
                .request("kamelet:" + kamelet + "/" + channel.id() + "-translate", exchange -> exchange.getIn()
                        .setBody(body));
        Exception exception = made.getException();
        if (exception instanceof Failure failure) {
            throw failure;
        }
        if (exception instanceof RejectedExecutionException) {
            // The first call makes the Kamelet's route; others that come meanwhile find it there, not started.
            throw Failure.unavailable(channel.system(), operation, "the translation is not running", exception);
        }
        return made;
    }

    private synchronized ProducerTemplate template() {
        if (template == null) {
            template = context.createProducerTemplate();
        }
        return template;
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
