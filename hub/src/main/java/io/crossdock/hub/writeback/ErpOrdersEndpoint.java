package io.crossdock.hub.writeback;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Consumes orders that an ERP is to have; the body of an exchange is an {@link io.crossdock.erp.orders.OrderEntry}. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "erp-orders",
        title = "ERP Orders",
        syntax = "erp-orders:erp",
        consumerOnly = true,
        category = Category.DATABASE)
public class ErpOrdersEndpoint extends DefaultEndpoint {

    @UriPath
    private final String erp;

    ErpOrdersEndpoint(String uri, ErpOrdersComponent component, String erp) {
        super(uri, component);
        this.erp = erp;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ErpOrdersConsumer consumer = new ErpOrdersConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("orders come from Kafka");
    }

    public String getErp() {
        return erp;
    }
}
