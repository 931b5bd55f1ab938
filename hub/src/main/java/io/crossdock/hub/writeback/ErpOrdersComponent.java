package io.crossdock.hub.writeback;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code erp-orders:<name>}: the orders that an ERP is to have, one at a time, each again until its route took it or
 * rejected it. Why not camel-kafka: whether an order is to be entered depends on what became of it before.
 */
@Component("erp-orders")
public class ErpOrdersComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ErpOrdersEndpoint endpoint = new ErpOrdersEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
