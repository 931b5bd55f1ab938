package io.crossdock.hub.reconcile;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.channel.KameletUse;
import io.crossdock.hub.normalize.Journaled;
import io.crossdock.hub.normalize.Translated;
import io.crossdock.hub.sync.Lease;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.ListingReader;
import io.crossdock.spi.OrderListing;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.ObjectHelper;

/**
 * A channel's Kamelet as a function, so that the Kamelet which its routes use is the one that is asked here, too.
 *
 * @param <I> the body that it takes
 * @param <O> the body that it gives
 */
public final class KameletCall<I, O> implements Function<I, O> {

    private final ProducerTemplate template;
    private final String uri;
    private final Supplier<Map<String, Object>> properties;

    private KameletCall(CamelContext context, String uri) {
        this(context, uri, Map::of);
    }

    /** @param properties of each call's exchange */
    private KameletCall(CamelContext context, String uri, Supplier<Map<String, Object>> properties) {
        this.properties = properties;
        this.template = context.createProducerTemplate(1);
        this.uri = uri;
        try {
            context.addService(template, true, true);
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The Kamelet that lists the system's orders; what it throws is told once, by whoever called. */
    public static KameletCall<OrderListing.Span, OrderListing.Page> orders(
            CamelContext context, KameletUse kamelet, ChannelId channel) {
        return new KameletCall<>(context, "kamelet:" + kamelet.name() + "/" + channel + "-orders?noErrorHandler=true");
    }

    /**
     * The Kamelet that reads back what the system shows.
     *
     * @param lease each call's leave to send its requests
     */
    public static KameletCall<ListingReader.Asked, ListingReader.Page> listings(
            CamelContext context, KameletUse kamelet, ChannelId channel, Supplier<Lease> lease) {
        String uri = "kamelet:" + kamelet.name() + "/" + channel + "-listings?noErrorHandler=true";
        return new KameletCall<>(context, uri, () -> Map.of(Lease.PROPERTY, lease.get()));
    }

    /** The Kamelet that the channel's records are translated by; the very one of its route. */
    public static Function<InboundRecord, List<CanonicalEvent>> translation(
            CamelContext context, KameletUse kamelet, ChannelId channel) {
        KameletCall<List<Journaled>, List<Translated>> call =
                new KameletCall<>(context, "kamelet:" + kamelet.name() + "/" + channel + "-translate");
        return inbound -> {
            Translated translated =
                    call.apply(List.of(new Journaled(inbound, 0, 0))).get(0);
            translated.failure().ifPresent(failure -> {
                throw failure;
            });
            return translated.events();
        };
    }

    /**
     * @throws Failure what the Kamelet's adapter says
     * @throws IllegalStateException when the Kamelet itself is broken
     */
    @Override
    @SuppressWarnings("unchecked")
    public O apply(I body) {
        Exchange exchange = template.request(uri, asked -> {
            asked.getMessage().setBody(body);
            properties.get().forEach(asked::setProperty);
        });
        if (exchange.getException() == null) {
            return (O) exchange.getMessage().getBody();
        }
        Failure failure = ObjectHelper.getException(Failure.class, exchange.getException());
        if (failure != null) {
            throw failure;
        }
        throw new IllegalStateException(exchange.getException().getMessage(), exchange.getException());
    }
}
