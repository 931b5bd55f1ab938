package io.crossdock.hub.sync;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;

/** {@code offers:<channel>}: what a channel must be told, as exchanges whose body is a list of offers. */
public final class OffersComponent extends DefaultComponent {

    private final SharedEvents events = new SharedEvents();
    private final ReceiptProducer receipts = new ReceiptProducer();
    private final SharedTail tail = new SharedTail();

    @Override
    protected Endpoint createEndpoint(String uri, String channel, Map<String, Object> parameters) {
        SyncSettings settings =
                CamelContextHelper.mandatoryLookup(getCamelContext(), SyncSettings.bean(channel), SyncSettings.class);
        return new OffersEndpoint(uri, this, settings, events, receipts, tail);
    }
}
