package io.crossdock.hub.poll;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code poll:<channel>}: what a channel's HTTP API has that is new, each record as an exchange of its own with the
 * headers of the journal. One process at a time polls, whoever has the duty (docs/adr/0009); how far it got is kept in
 * Kafka, once the route took the records (docs/adr/0012).
 */
@Component("poll")
public class PollComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        PollEndpoint endpoint = new PollEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
