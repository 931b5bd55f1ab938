package io.crossdock.hub.strangler;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;

/**
 * The bean of {@code crossdock-strangler-action}, and of a route that names it: the body is the question in JSON, and then
 * the answer of whichever side has the capability now.
 */
public final class StranglerAction implements CamelContextAware {

    private CamelContext context;
    private String capability;

    /**
     * @throws io.crossdock.spi.Failure what the side that answers did wrong
     * @throws IllegalStateException when no capabilities are declared
     */
    @Handler
    public void answer(Exchange exchange) {
        Strangler strangler = context.getRegistry().findSingleByType(Strangler.class);
        if (strangler == null) {
            throw new IllegalStateException(
                    "capability '" + capability + "': none is declared; start the hub with --capabilities");
        }
        strangler.answer(capability, exchange);
    }

    /** @param capability as its file names it */
    public void setCapability(String capability) {
        this.capability = capability;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }
}
