package io.crossdock.hub.availability;

import io.crossdock.hub.events.Topics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What waits for the ERP for too long, and what could not be used, as metrics. */
public final class AvailabilityMeters {

    private AvailabilityMeters() {}

    public static void register(MeterRegistry meters, Topics topics, AvailabilityStreams availability) {
        String prefix = topics.prefix() + ".availability.";
        Gauge.builder(prefix + "sales.overdue", availability, AvailabilityStreams::overdueSales)
                .description("Tills' sales that no level of the ERP includes after a day, by document and item")
                .register(meters);
        FunctionCounter.builder(prefix + "sales.given.up", availability, AvailabilityStreams::salesGivenUp)
                .description("Tills' sales that no level of the ERP ever included, by document and item")
                .register(meters);
        Gauge.builder(prefix + "reservations.overdue", availability, AvailabilityStreams::overdueReservations)
                .description("Orders that hold stock and of which nothing more was told, by document and item")
                .register(meters);
        FunctionCounter.builder(prefix + "reservations.expired", availability, AvailabilityStreams::expiredReservations)
                .description("Orders that the ERP never booked and that hold no stock any more, by document and item")
                .register(meters);
        for (String topic : List.of(topics.orders(), topics.stock(), topics.items())) {
            FunctionCounter.builder(prefix + "skipped", availability, streams -> streams.skipped(topic))
                    .description("Records that availability could not use; the log names the first of each kind")
                    .tag("topic", topic)
                    .register(meters);
        }
    }
}
