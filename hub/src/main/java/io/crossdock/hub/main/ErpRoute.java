package io.crossdock.hub.main;

import io.crossdock.hub.duties.Duties;
import io.crossdock.hub.duties.Duty;
import io.crossdock.hub.erp.ErpChangesConsumer;
import io.crossdock.hub.erp.ErpSettings;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** The ERP's route: it is there in every process with the role and runs in the one that has the duty. */
final class ErpRoute {

    private final CamelContext context;
    private final String erp;

    private ErpRoute(CamelContext context, String erp) {
        this.context = context;
        this.erp = erp;
    }

    /** Which routes wait for their duty, for Camel's setting that starts the others; no channel's name has a colon. */
    static final String WAITS = "capture:*";

    static ErpRoute add(CamelContext context, ErpSettings settings) {
        ErpRoute route = new ErpRoute(context, settings.config().name());
        TemplatedRouteBuilder.builder(context, "erp")
                .routeId(route.id())
                .parameter("erp", route.erp)
                .add();
        return route;
    }

    Duty duty() {
        return new Duty(dutyName(), this::start, this::stop);
    }

    private String dutyName() {
        return "erp:" + erp;
    }

    private String id() {
        return "capture:" + erp;
    }

    /** The name of its part in the health. */
    String part() {
        return "erp-" + erp;
    }

    /** Why nothing comes from the ERP here; empty while all is well or another process has the duty. */
    Optional<String> trouble(Duties duties) {
        Optional<String> notTaken = duties.trouble(dutyName());
        if (notTaken.isPresent()) {
            return notTaken;
        }
        if (context.getRouteController().getRouteStatus(id()) != ServiceStatus.Started) {
            return Optional.empty();
        }
        return Optional.ofNullable(context.getRoute(id()))
                .map(route -> (ErpChangesConsumer) route.getConsumer())
                .flatMap(consumer -> consumer.state()
                        .flatMap(state ->
                                CaptureTrouble.of(state, consumer.lastContact(), consumer.alarm(), Instant.now())));
    }

    private void start() {
        try {
            context.getRouteController().startRoute(id());
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void stop() {
        try {
            context.getRouteController().stopRoute(id());
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
