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

    private final KameletCatalog catalog;
    private final Secrets secrets;
    private final Problems problems;

    ChannelKamelets(KameletCatalog catalog, Secrets secrets, Problems problems) {
        this.catalog = catalog;
        this.secrets = secrets;
        this.problems = problems;
    }

    /** What a channel uses. */
    record Chosen(
            Optional<KameletUse> source, KameletUse translate, Optional<KameletUse> fetch, Optional<KameletUse> sink) {}

    Set<String> systems() {
        return catalog.systems();
    }

    Chosen choose(String channel, String system, Map<String, String> properties, YamlNode source, YamlNode sink) {
        String translateName = system + "-translate-action";
        if (catalog.named(translateName).isEmpty()) {
            if (!system.isEmpty()) {
                problems.add("system", "unknown system '" + system + "'", String.join(", ", systems()));
            }
            source.allTexts();
            sink.allTexts();
            return new Chosen(
                    Optional.empty(), new KameletUse(translateName, Map.of()), Optional.empty(), Optional.empty());
        }
        properties.forEach((key, value) -> secrets.check("properties." + key, value, problems));
        Set<String> known = new TreeSet<>();
        KameletUse translate = own(channel, translateName, properties, known).orElseThrow();
        Optional<KameletUse> fetch = own(channel, system + "-fetch-action", properties, known);
        Optional<KameletUse> ownSource = own(channel, system + "-source", properties, known);
        Optional<KameletUse> ownSink = own(channel, system + "-offers-sink", properties, known);
        for (String key : properties.keySet()) {
            if (!known.contains(key)) {
                problems.add("properties." + key, "unknown key", String.join(", ", known));
            }
        }
        return new Chosen(
                ownSource.isPresent() ? ownSource : generic(channel, source, "-source", translateName),
                translate,
                fetch,
                ownSink.isPresent() ? ownSink : generic(channel, sink, "-sink", translateName));
    }

    private Optional<KameletUse> own(String channel, String name, Map<String, String> properties, Set<String> known) {
        return catalog.named(name).map(kamelet -> {
            Map<String, String> values = new LinkedHashMap<>(properties);
            values.keySet().retainAll(kamelet.parameters());
            for (String required : kamelet.required()) {
                if (!required.equals(CHANNEL) && !values.containsKey(required)) {
                    problems.add("properties." + required, "is missing", "what the Kamelet " + name + " takes for it");
                }
            }
            known.addAll(kamelet.parameters());
            known.remove(CHANNEL);
            values.put(CHANNEL, channel);
            return new KameletUse(name, values);
        });
    }

    private Optional<KameletUse> generic(String channel, YamlNode node, String suffix, String translate) {
        if (!node.has("transport")) {
            Map<String, String> given = node.allTexts();
            if (!given.isEmpty()) {
                problems.add(node.key("transport"), "is missing", String.join(", ", transports(suffix)));
            }
            return Optional.empty();
        }
        String transport = node.required("transport", "");
        Optional<KameletDefinition> kamelet =
                transports(suffix).contains(transport) ? catalog.named(transport + suffix) : Optional.empty();
        if (kamelet.isEmpty()) {
            problems.add(
                    node.key("transport"),
                    "unknown transport '" + transport + "'",
                    String.join(", ", transports(suffix)));
            node.allTexts();
            return Optional.empty();
        }
        return Optional.of(new KameletUse(transport + suffix, values(channel, node, kamelet.get(), translate)));
    }

    private Map<String, String> values(String channel, YamlNode node, KameletDefinition kamelet, String translate) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : kamelet.parameters()) {
            switch (parameter) {
                case CHANNEL -> values.put(CHANNEL, channel);
                case TRANSLATE -> values.put(TRANSLATE, translate);
                default ->
                    node.text(parameter).ifPresent(value -> {
                        secrets.check(node.key(parameter), value, problems);
                        values.put(parameter, value);
                    });
            }
        }
        for (String required : kamelet.required()) {
            if (!values.containsKey(required)) {
                problems.add(node.key(required), "is missing", "what the Kamelet " + kamelet.name() + " takes for it");
            }
        }
        node.refuseUnknown();
        return values;
    }

    /** Generic ones take a channel and belong to no system. */
    private Set<String> transports(String suffix) {
        Set<String> names = new LinkedHashSet<>(catalog.namesWith(suffix));
        names.removeIf(name -> systems().contains(name) || name.endsWith("-offers"));
        return names;
    }
}
