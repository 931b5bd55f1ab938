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
    private final SharedTail tail;

    /**
     * @param events that all channels of the component share
     * @param receipts likewise
     * @param tail likewise
     */
    OffersEndpoint(
            String uri,
            OffersComponent component,
            SyncSettings settings,
            SharedEvents events,
            ReceiptProducer receipts,
            SharedTail tail) {
        super(uri, component);
        this.tail = tail;
        this.receipts = receipts;
        this.settings = settings;
        this.events = events;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        OffersConsumer consumer = new OffersConsumer(this, processor, settings, events, receipts, tail);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("offers are consumed only; their results are the route's answer");
    }
}
