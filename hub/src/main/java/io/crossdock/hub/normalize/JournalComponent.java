package io.crossdock.hub.normalize;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code journal:<channel>?group=normalize}: the records of a channel's journal in batches, in order, each batch again
 * until its route took it; and as a producer, the way into it. Why not the stock Kafka component: docs/adr/0006, 0011.
 */
@Component("journal")
public class JournalComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        JournalEndpoint endpoint = new JournalEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
