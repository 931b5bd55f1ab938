package io.crossdock.hub.erp;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code erp-changes:<name>}: the changes of an ERP's database as canonical events, in batches, each batch again until its
 * route took it. Its {@link ErpSettings} are in the registry under {@code erp.<name>}. Why not camel-debezium: it takes a failed
 * exchange for a handled one.
 */
@Component("erp-changes")
public class ErpChangesComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ErpChangesEndpoint endpoint = new ErpChangesEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
