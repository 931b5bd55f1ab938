package io.crossdock.hub.channel;

import io.crossdock.hub.config.Problems;
import io.crossdock.hub.config.Secrets;
import io.crossdock.hub.config.YamlNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the Kamelets of a channel and checks the values that it gives them: a system brings its own source and sink, or
 * the channel file names a generic transport.
 */
final class ChannelKamelets {

    private static final String CHANNEL = "channel";
    private static final String TRANSLATE = "translate";
    private static final String TRANSPORT = "transport";
    private static final String LISTINGS = "-listings-action";

    private final KameletCatalog catalog;
    private final Problems problems;
    private final KameletValues values;

    ChannelKamelets(KameletCatalog catalog, Secrets secrets, Problems problems) {
        this.catalog = catalog;
        this.problems = problems;
        this.values = new KameletValues(secrets, problems);
    }

    /** What a channel uses. */
    record Chosen(
            Optional<KameletUse> source,
            KameletUse translate,
            Optional<KameletUse> fetch,
            Optional<KameletUse> sink,
            Optional<KameletUse> orders,
            Optional<KameletUse> listings) {}

    Set<String> systems() {
        return catalog.systems();
    }

    /** How many offers a sink puts into a request at most, as its adapter says. */
    int batch(Optional<KameletUse> sink) {
        return sink.flatMap(use -> catalog.named(use.name()))
                .map(AdapterBatch::of)
                .orElse(Integer.MAX_VALUE);
    }

    Chosen choose(
            String channel,
            String system,
            Map<String, String> properties,
            YamlNode source,
            YamlNode sink,
            YamlNode readback) {
        String translateName = system + "-translate-action";
        if (catalog.named(translateName).isEmpty()) {
            if (!system.isEmpty()) {
                problems.add("system", "unknown system '" + system + "'", String.join(", ", systems()));
            }
            source.allTexts();
            sink.allTexts();
            readback.allTexts();
            return new Chosen(
                    Optional.empty(),
                    new KameletUse(translateName, Map.of()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        Set<String> known = new TreeSet<>();
        KameletUse translate = own(channel, translateName, properties, known).orElseThrow();
        Optional<KameletUse> fetch = own(channel, system + "-fetch-action", properties, known);
        Optional<KameletUse> orders = own(channel, system + "-orders-action", properties, known);
        Optional<KameletUse> ownSource = own(channel, system + "-source", properties, known);
        Optional<KameletUse> ownSink = own(channel, system + "-offers-sink", properties, known);
        Optional<KameletUse> ownListings = own(channel, system + LISTINGS, properties, known);
        for (String key : properties.keySet()) {
            if (!known.contains(key)) {
                problems.add("properties." + key, "unknown key", known.isEmpty() ? "none" : String.join(", ", known));
            }
        }
        return new Chosen(
                ownSource.isPresent()
                        ? refuse(source, system, ownSource)
                        : generic(channel, source, "-source", translateName),
                translate,
                fetch,
                ownSink.isPresent() ? refuse(sink, system, ownSink) : generic(channel, sink, "-sink", translateName),
                orders,
                ownListings.isPresent()
                        ? refuse(readback, system, ownListings)
                        : generic(channel, readback, LISTINGS, translateName));
    }

    /** What the system brings itself is not taken from the channel file, and must not seem to be. */
    private Optional<KameletUse> refuse(YamlNode node, String system, Optional<KameletUse> own) {
        if (!node.allTexts().isEmpty()) {
            problems.add(
                    node.path(),
                    system + " brings its own, " + own.orElseThrow().name(),
                    "its properties");
        }
        return own;
    }

    private Optional<KameletUse> own(String channel, String name, Map<String, String> properties, Set<String> known) {
        return catalog.named(name).map(kamelet -> {
            Map<String, String> given = new LinkedHashMap<>(properties);
            given.keySet().retainAll(kamelet.parameters().keySet());
            given.put(CHANNEL, channel);
            known.addAll(kamelet.parameters().keySet());
            known.remove(CHANNEL);
            values.check(kamelet, given, parameter -> "properties." + parameter, "system");
            return new KameletUse(name, given);
        });
    }

    private Optional<KameletUse> generic(String channel, YamlNode node, String suffix, String translate) {
        if (!node.has(TRANSPORT)) {
            if (!node.allTexts().isEmpty()) {
                problems.add(node.key(TRANSPORT), "is missing", String.join(", ", transports(suffix)));
            }
            return Optional.empty();
        }
        String transport = node.required(TRANSPORT, "");
        Optional<KameletDefinition> kamelet =
                transports(suffix).contains(transport) ? catalog.named(transport + suffix) : Optional.empty();
        if (kamelet.isEmpty()) {
            problems.add(
                    node.key(TRANSPORT),
                    "unknown transport '" + transport + "'",
                    String.join(", ", transports(suffix)));
            node.allTexts();
            return Optional.empty();
        }
        return Optional.of(new KameletUse(transport + suffix, given(channel, node, kamelet.get(), translate)));
    }

    private Map<String, String> given(String channel, YamlNode node, KameletDefinition kamelet, String translate) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String parameter : kamelet.parameters().keySet()) {
            switch (parameter) {
                case CHANNEL -> given.put(CHANNEL, channel);
                case TRANSLATE -> given.put(TRANSLATE, translate);
                default -> node.text(parameter).ifPresent(value -> given.put(parameter, value));
            }
        }
        values.check(kamelet, given, node::key, node.key(TRANSPORT));
        node.refuseUnknown();
        return given;
    }

    /** Generic ones take a channel and belong to no system. */
    private Set<String> transports(String suffix) {
        Set<String> names = new LinkedHashSet<>(catalog.namesWith(suffix));
        names.removeIf(name -> systems().contains(name) || name.endsWith("-offers"));
        return names;
    }
}
