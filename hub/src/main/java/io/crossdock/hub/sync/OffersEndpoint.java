package io.crossdock.hub.sync;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** A channel's offers; to consume only. */
public final class OffersEndpoint extends DefaultEndpoint {

    private final SyncSettings settings;

    OffersEndpoint(String uri, OffersComponent component, SyncSettings settings) {
        super(uri, component);
        this.settings = settings;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        OffersConsumer consumer = new OffersConsumer(this, processor, settings);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("offers are consumed only; their results are the route's answer");
    }
}
