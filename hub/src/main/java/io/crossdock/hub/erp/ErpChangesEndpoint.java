package io.crossdock.hub.erp;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Consumes an ERP's changes; the body of an exchange is {@link ErpChanges}. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "erp-changes",
        title = "ERP Changes",
        syntax = "erp-changes:erp",
        consumerOnly = true,
        category = Category.DATABASE)
public class ErpChangesEndpoint extends DefaultEndpoint {

    @UriPath
    private final String erp;

    ErpChangesEndpoint(String uri, ErpChangesComponent component, String erp) {
        super(uri, component);
        this.erp = erp;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ErpChangesConsumer consumer = new ErpChangesConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("an ERP's database is only read");
    }

    public String getErp() {
        return erp;
    }
}
