package io.crossdock.hub.validation;

import io.crossdock.canonical.Order;
import io.crossdock.hub.availability.AvailabilityView;
import io.crossdock.spi.Json;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Handler;

/** The bean of {@code crossdock-validation-action}: an order in canonical JSON, then what is wrong with it. */
public final class ValidationAction implements CamelContextAware {

    private CamelContext context;
    private AvailabilityView availability;

    /** @throws io.crossdock.spi.Failure when it is no order at all, or while availability is still being read */
    @Handler
    public byte[] check(byte[] order) {
        return Json.write(
                OrderValidation.check(Json.read(order, "order-validation", "order", Order.class), availability::of));
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
        availability = AvailabilityView.of(context);
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }
}
