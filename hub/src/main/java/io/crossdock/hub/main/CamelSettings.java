package io.crossdock.hub.main;

import io.crossdock.erp.strangler.Side;
import io.crossdock.hub.channel.ChannelConfig;
import io.crossdock.hub.channel.KameletUse;
import io.crossdock.hub.config.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Camel's own properties: what is served where, how long a stop may take, and the values of each channel's Kamelets. */
final class CamelSettings {

    private CamelSettings() {}

    static Properties of(Assembly assembly) {
        Settings settings = assembly.settings();
        Properties camel = new Properties();
        camel.putAll(Map.ofEntries(
                Map.entry("camel.main.name", "crossdock"),
                Map.entry("camel.main.jmxEnabled", "false"),
                Map.entry("camel.main.autowiredEnabled", "false"),
                Map.entry("camel.main.beanIntrospectionLoggingLevel", "DEBUG"),
                Map.entry("camel.main.shutdownTimeout", "8"),
                Map.entry("camel.main.startupSummaryLevel", "oneline"),
                Map.entry("camel.main.autoStartupExcludePattern", ErpRoute.WAITS),
                Map.entry("camel.main.routesIncludePattern", "classpath:routes/*.camel.yaml"),
                Map.entry("camel.main.routesCollectorEnabled", "true"),
                Map.entry("camel.component.kafka.brokers", settings.kafka().get("bootstrap.servers")),
                Map.entry("camel.health.enabled", "true"),
                Map.entry("camel.health.exposureLevel", "full"),
                Map.entry("camel.health.routesEnabled", "false"),
                Map.entry("camel.health.consumersEnabled", "false"),
                Map.entry("camel.health.producersEnabled", "false"),
                Map.entry("camel.metrics.enabled", "true"),
                Map.entry("camel.metrics.enableRoutePolicy", "false"),
                Map.entry("camel.metrics.enableExchangeEventNotifier", "false"),
                Map.entry("camel.metrics.enableRouteEventNotifier", "false"),
                Map.entry("camel.metrics.skipCamelInfo", "true"),
                Map.entry("camel.management.enabled", "true"),
                Map.entry("camel.management.host", settings.httpHost()),
                Map.entry("camel.management.port", Integer.toString(settings.managementPort())),
                Map.entry("camel.management.healthCheckEnabled", "true"),
                Map.entry("camel.management.metricsEnabled", "true"),
                Map.entry("crossdock.publicUrl", settings.publicUrl())));
        camel.put("camel.component.kamelet.location", locations(settings));
        assembly.served().forEach(channel -> putKamelets(camel, channel, settings));
        assembly.capabilities().forEach(capability -> {
            put(camel, capability.legacy(), capability.name() + "-legacy", settings);
            put(camel, capability.modern(), capability.name() + "-modern", settings);
        });
        return camel;
    }

    /** What a channel's translation needs, where nothing else is to run. */
    static Properties ofTranslation(Settings settings, ChannelConfig channel) {
        Properties camel = alone(settings);
        put(camel, Optional.of(channel.translate()), channel, "translate", settings);
        return camel;
    }

    /** What a channel's list of orders and its translation need, where nothing else is to run. */
    static Properties ofOrders(Settings settings, ChannelConfig channel) {
        Properties camel = ofTranslation(settings, channel);
        put(camel, channel.orders(), channel, "orders", settings);
        return camel;
    }

    /** What a reading of a channel's listings needs, where nothing else is to run. */
    static Properties ofListings(Settings settings, ChannelConfig channel) {
        Properties camel = ofTranslation(settings, channel);
        put(camel, channel.listings(), channel, "listings", settings);
        return camel;
    }

    private static Properties alone(Settings settings) {
        Properties camel = new Properties();
        camel.putAll(Map.of(
                "camel.main.name", "crossdock-alone",
                "camel.main.jmxEnabled", "false",
                "camel.main.autowiredEnabled", "false",
                "camel.main.beanIntrospectionLoggingLevel", "DEBUG",
                "camel.main.shutdownTimeout", "8",
                "camel.main.startupSummaryLevel", "off",
                "camel.main.routesCollectorEnabled", "false",
                "camel.component.kamelet.location", locations(settings)));
        return camel;
    }

    /** The first location that has a Kamelet gives it: a user's own comes before ours of the same name. */
    private static String locations(Settings settings) {
        String own = settings.kameletsFolder() == null ? "" : "file:" + settings.kameletsFolder() + ",";
        return own + "classpath:kamelets";
    }

    private static void putKamelets(Properties camel, ChannelConfig channel, Settings settings) {
        put(camel, channel.source(), channel, "source", settings);
        put(camel, Stream.of(channel.translate()).findFirst(), channel, "translate", settings);
        put(camel, channel.fetch(), channel, "fetch", settings);
        put(camel, channel.sink(), channel, "sink", settings);
        put(camel, channel.orders(), channel, "orders", settings);
        put(camel, channel.listings(), channel, "listings", settings);
    }

    private static void put(Properties camel, Side side, String routeId, Settings settings) {
        side.properties()
                .forEach((name, value) -> camel.put(
                        "camel.kamelet." + side.kamelet() + "." + routeId + "." + name,
                        settings.secrets().resolve(value)));
    }

    /** Read by the Kamelet component under template and route id; so no value has to pass through a URI. */
    private static void put(
            Properties camel, Optional<KameletUse> kamelet, ChannelConfig channel, String use, Settings settings) {
        kamelet.ifPresent(used -> used.parameters()
                .forEach((name, value) -> camel.put(
                        "camel.kamelet." + used.name() + "." + channel.id() + "-" + use + "." + name,
                        settings.secrets().resolve(value))));
    }
}
