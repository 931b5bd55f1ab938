package io.crossdock.hub.main;

import io.crossdock.hub.channel.ChannelConfig;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** Instantiates the same route templates for every channel; nothing else knows how many there are. */
final class ChannelRoutes {

    private ChannelRoutes() {}

    static void add(CamelContext context, Assembly assembly) {
        for (ChannelConfig channel : assembly.served()) {
            String name = channel.id().value();
            if (assembly.has(Role.INGEST)) {
                channel.source()
                        .ifPresent(source -> instantiate(context, "ingest", name, Map.of("source", source.name())));
            }
            if (assembly.has(Role.NORMALIZE)) {
                instantiate(
                        context,
                        "normalize",
                        name,
                        Map.of("translate", channel.translate().name()));
                channel.fetch().ifPresent(fetch -> instantiate(context, "fetch", name, Map.of("fetch", fetch.name())));
            }
            if (assembly.has(Role.SYNC)) {
                channel.sink()
                        .ifPresent(
                                sink -> instantiate(context, "offers-to-channel", name, Map.of("sink", sink.name())));
            }
        }
    }

    private static void instantiate(
            CamelContext context, String template, String channel, Map<String, String> parameters) {
        TemplatedRouteBuilder builder = TemplatedRouteBuilder.builder(context, template)
                .routeId(template + "-" + channel)
                .parameter("channel", channel);
        parameters.forEach(builder::parameter);
        builder.add();
    }
}
