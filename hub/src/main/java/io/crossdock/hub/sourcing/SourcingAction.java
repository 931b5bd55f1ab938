package io.crossdock.hub.sourcing;

import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.hub.availability.AvailabilityView;
import io.crossdock.hub.channel.Checkable;
import io.crossdock.spi.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Handler;

/** The bean of {@code crossdock-sourcing-action}: an order in canonical JSON, then the locations that ship it. */
public final class SourcingAction implements CamelContextAware, Checkable {

    private static final String FORM = "([A-Z]{2}( [A-Za-z0-9._-]{1,64})+)(, *[A-Z]{2}( [A-Za-z0-9._-]{1,64})+)*";
    private static final String ALLOWED = "is no list such as 'DE hamburg lyon, FR lyon hamburg'";

    private CamelContext context;
    private AvailabilityView availability;
    private OrderSourcing sourcing = new OrderSourcing(Map.of());

    /** @throws io.crossdock.spi.Failure what is wrong with the order, or while availability is still being read */
    @Handler
    public byte[] source(byte[] order) {
        return Json.write(sourcing.source(Json.read(order, "order-sourcing", "order", Order.class), availability::of));
    }

    /** @param nearest by country, the locations from near to far: {@code DE hamburg lyon, FR lyon hamburg} */
    public void setNearest(String nearest) {
        if (nearest == null || nearest.isBlank()) {
            return;
        }
        if (!nearest.strip().matches(FORM)) {
            throw new IllegalArgumentException("nearest " + ALLOWED);
        }
        Map<String, List<LocationId>> read = new HashMap<>();
        for (String country : nearest.strip().split(", *")) {
            String[] words = country.split(" ");
            read.put(words[0], Arrays.stream(words).skip(1).map(LocationId::new).toList());
        }
        sourcing = new OrderSourcing(read);
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        String nearest = settings.getOrDefault("nearest", "").strip();
        return nearest.isEmpty() || nearest.matches(FORM) ? Map.of() : Map.of("nearest", ALLOWED);
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
