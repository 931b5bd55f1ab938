package io.crossdock.hub.drop;

import io.crossdock.hub.events.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;

/** Files, by what became of them. */
final class DropMeters {

    private final MeterRegistry meters;
    private final Topics topics;
    private final String channel;

    private DropMeters(MeterRegistry meters, Topics topics, String channel) {
        this.meters = meters;
        this.topics = topics;
        this.channel = channel;
    }

    /** Counts nothing outside a hub. */
    static DropMeters of(CamelContext context, String channel) {
        return new DropMeters(
                context.getRegistry().findSingleByType(MeterRegistry.class),
                context.getRegistry().findSingleByType(Topics.class),
                channel);
    }

    void taken() {
        count("taken");
    }

    void failed() {
        count("failed");
    }

    private void count(String outcome) {
        if (meters != null && topics != null) {
            Counter.builder(topics.prefix() + ".files")
                    .tag("channel", channel)
                    .tag("outcome", outcome)
                    .register(meters)
                    .increment();
        }
    }
}
