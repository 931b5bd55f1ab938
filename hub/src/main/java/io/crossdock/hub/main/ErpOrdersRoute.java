package io.crossdock.hub.main;

import io.crossdock.hub.duties.Duties;
import io.crossdock.hub.duties.Duty;
import io.crossdock.hub.writeback.ErpOrdersConsumer;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** The route of the orders that an ERP is to have. */
final class ErpOrdersRoute {

    private final WaitingRoute route;
    private final String erp;

    private ErpOrdersRoute(CamelContext context, String erp) {
        this.route = new WaitingRoute(context, "orders:" + erp, "erp-orders:" + erp);
        this.erp = erp;
    }

    static ErpOrdersRoute add(CamelContext context, String erp) {
        ErpOrdersRoute added = new ErpOrdersRoute(context, erp);
        TemplatedRouteBuilder.builder(context, "erp-orders")
                .routeId(added.route.id())
                .parameter("erp", erp)
                .add();
        return added;
    }

    Duty duty() {
        return route.duty();
    }

    /** The name of its part in the health. */
    String part() {
        return "erp-orders-" + erp;
    }

    /** Why no order is entered here; empty while all is well or another process has the duty. */
    Optional<String> trouble(Duties duties) {
        return route.trouble(duties, consumer -> ((ErpOrdersConsumer) consumer).trouble());
    }
}
