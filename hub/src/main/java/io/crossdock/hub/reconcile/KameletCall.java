package io.crossdock.hub.reconcile;

import io.crossdock.hub.channel.KameletUse;
import io.crossdock.spi.Failure;
import java.util.function.Function;
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

    /** @param use what the channel uses it for, such as {@code translate}; names the Kamelet's route */
    public KameletCall(CamelContext context, KameletUse kamelet, String channel, String use) {
        this.template = context.createProducerTemplate(1);
        this.uri = "kamelet:" + kamelet.name() + "/" + channel + "-" + use;
        try {
            context.addService(template, true, true);
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * @throws Failure what the Kamelet's adapter says
     * @throws IllegalStateException when the Kamelet itself is broken
     */
    @Override
    @SuppressWarnings("unchecked")
    public O apply(I body) {
        Exchange exchange = template.request(uri, asked -> asked.getMessage().setBody(body));
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
