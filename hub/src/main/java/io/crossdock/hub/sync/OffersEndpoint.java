package io.crossdock.hub.sync;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** A channel's offers; to consume only. */
public final class OffersEndpoint extends DefaultEndpoint {

    private final SyncSettings settings;
    private final SharedEvents events;
    private final ReceiptProducer receipts;

    /**
     * @param events that all channels of the component share
     * @param receipts likewise
     */
    OffersEndpoint(
            String uri,
            OffersComponent component,
            SyncSettings settings,
            SharedEvents events,
            ReceiptProducer receipts) {
        super(uri, component);
        this.receipts = receipts;
        this.settings = settings;
        this.events = events;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        OffersConsumer consumer = new OffersConsumer(this, processor, settings, events, receipts);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("offers are consumed only; their results are the route's answer");
    }
}
