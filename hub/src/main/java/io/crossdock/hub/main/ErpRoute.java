package io.crossdock.hub.main;

import io.crossdock.hub.duties.Duties;
import io.crossdock.hub.duties.Duty;
import io.crossdock.hub.erp.ErpChangesConsumer;
import io.crossdock.hub.erp.ErpSettings;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** The route of an ERP's changes. */
final class ErpRoute {

    private final WaitingRoute route;
    private final String erp;

    private ErpRoute(CamelContext context, String erp) {
        this.route = new WaitingRoute(context, "capture:" + erp, "erp:" + erp);
        this.erp = erp;
    }

    /** Which routes wait for their duty, for Camel's setting that starts the others; no channel's name has a colon. */
    static final String WAITS = "capture:*,orders:*";

    static ErpRoute add(CamelContext context, ErpSettings settings) {
        ErpRoute added = new ErpRoute(context, settings.config().name());
        TemplatedRouteBuilder.builder(context, "erp")
                .routeId(added.route.id())
                .parameter("erp", added.erp)
                .add();
        return added;
    }

    Duty duty() {
        return route.duty();
    }

    /** The name of its part in the health. */
    String part() {
        return "erp-" + erp;
    }

    /** Why nothing comes from the ERP here; empty while all is well or another process has the duty. */
    Optional<String> trouble(Duties duties) {
        return route.trouble(duties, found -> {
            ErpChangesConsumer consumer = (ErpChangesConsumer) found;
            return consumer.state()
                    .flatMap(
                            state -> CaptureTrouble.of(state, consumer.lastContact(), consumer.alarm(), Instant.now()));
        });
    }
}
