package io.crossdock.hub.main;

import io.crossdock.hub.duties.Duties;
import io.crossdock.hub.duties.Duty;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.ServiceStatus;

/**
 * A route that is there in every process with its role and runs in the one that has the duty.
 *
 * @param id the route's
 * @param dutyName such as {@code erp:legacy}
 */
record WaitingRoute(CamelContext context, String id, String dutyName) {

    Duty duty() {
        return new Duty(dutyName, this::start, this::stop);
    }

    /**
     * Why nothing comes of it here; empty while all is well or another process has the duty.
     *
     * @param ofConsumer what the route's consumer tells while it runs
     */
    Optional<String> trouble(Duties duties, Function<Consumer, Optional<String>> ofConsumer) {
        Optional<String> notTaken = duties.trouble(dutyName);
        if (notTaken.isPresent()) {
            return notTaken;
        }
        if (context.getRouteController().getRouteStatus(id) != ServiceStatus.Started) {
            return Optional.empty();
        }
        return Optional.ofNullable(context.getRoute(id)).flatMap(route -> ofConsumer.apply(route.getConsumer()));
    }

    private void start() {
        try {
            context.getRouteController().startRoute(id);
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void stop() {
        try {
            context.getRouteController().stopRoute(id);
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
