package io.crossdock.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The conventions of the Camel Kamelet catalog (camel-kamelets, script/validator), as far as they concern one file. A
 * Kamelet that keeps them runs unchanged in {@code camel run} and on Camel K.
 */
final class KameletConventions {

    private static final String TYPE = "camel.apache.org/kamelet.type";
    private static final List<String> ANNOTATIONS = List.of(
            "camel.apache.org/kamelet.support.level",
            "camel.apache.org/catalog.version",
            "camel.apache.org/kamelet.icon",
            "camel.apache.org/provider",
            "camel.apache.org/kamelet.group",
            "camel.apache.org/kamelet.namespace");
    private static final Map<String, String> BOUNDARY =
            Map.of("source", "kamelet:sink", "sink", "kamelet:source", "action", "kamelet:source");
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array", "object");
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i).*(secret|password|token|accessKey|secretKey|apiKey)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)([A-Za-z0-9_.-]+?)(?::[^}]*)?}}");

    private final JsonNode kamelet;
    private final JsonNode definition;
    private final List<String> faults = new ArrayList<>();

    private KameletConventions(JsonNode kamelet) {
        this.kamelet = kamelet;
        this.definition = kamelet.at("/spec/definition");
    }

    /** What the Kamelet should do otherwise; empty where it keeps all conventions. */
    static List<String> faults(String fileName, JsonNode kamelet) {
        KameletConventions conventions = new KameletConventions(kamelet);
        conventions.identity(fileName);
        conventions.definition();
        conventions.parameters();
        return conventions.faults;
    }

    private void identity(String fileName) {
        String name = kamelet.at("/metadata/name").asText();
        String type = kamelet.at("/metadata/labels").path(TYPE).asText();
        require(kamelet.path("apiVersion").asText().equals("camel.apache.org/v1"), "apiVersion is camel.apache.org/v1");
        require(kamelet.path("kind").asText().equals("Kamelet"), "kind is Kamelet");
        require(fileName.equals(name + ".kamelet.yaml"), "the file is called metadata.name and .kamelet.yaml");
        require(BOUNDARY.containsKey(type), "label " + TYPE + " is source, sink or action");
        require(name.endsWith("-" + type), "metadata.name ends in -" + type + ", as its type label says");
        for (String annotation : ANNOTATIONS) {
            require(
                    !kamelet.at("/metadata/annotations")
                            .path(annotation)
                            .asText()
                            .isBlank(),
                    "annotation " + annotation);
        }
        require(
                kamelet.at("/metadata/annotations")
                        .path("camel.apache.org/kamelet.icon")
                        .asText()
                        .startsWith("data:image/svg+xml;base64,"),
                "the icon is data:image/svg+xml;base64,...");
        String boundary = BOUNDARY.getOrDefault(type, "kamelet:");
        require(texts(kamelet.at("/spec/template")).contains(boundary), "a " + type + " has " + boundary);
    }

    private void definition() {
        String type = kamelet.at("/metadata/labels").path(TYPE).asText();
        require(definition.path("title").asText().matches("(?s)[A-Z0-9].*"), "a title that starts with a capital");
        require(
                definition.path("title").asText().toLowerCase(Locale.ROOT).endsWith(type),
                "a title that ends in " + type);
        require(!definition.path("description").asText().isBlank(), "a description");
        require(definition.path("type").asText().equals("object"), "the definition's type is object");
        properties().forEach((name, property) -> {
            require(
                    property.path("title").asText().matches("(?s)[A-Z0-9].*"),
                    name + ": a title that starts with a capital");
            require(!property.path("description").asText().isBlank(), name + ": a description");
            require(TYPES.contains(property.path("type").asText()), name + ": a type");
            boolean password = property.path("format").asText().equals("password");
            require(
                    password || !CREDENTIAL.matcher(name).matches(),
                    name + ": format password, since it is a credential");
            require(
                    !password || property.path("x-descriptors").toString().contains("\"urn:camel:group:credentials\""),
                    name + ": x-descriptors has urn:camel:group:credentials");
        });
        for (JsonNode required : definition.path("required")) {
            require(properties().containsKey(required.asText()), required.asText() + ": required, so it is declared");
        }
    }

    private void parameters() {
        Set<String> beans = new TreeSet<>();
        kamelet.at("/spec/template/beans")
                .forEach(bean -> beans.add(bean.path("name").asText()));
        Set<String> used = new TreeSet<>();
        Set<String> given = new TreeSet<>();
        definition.path("required").forEach(required -> given.add(required.asText()));
        properties().forEach((name, property) -> {
            if (property.has("default")) {
                given.add(name);
            }
        });
        for (String text : texts(kamelet.at("/spec/template"))) {
            Matcher placeholder = PLACEHOLDER.matcher(text);
            while (placeholder.find()) {
                String name = placeholder.group(2);
                if (beans.contains(name) || name.equals("routeId")) {
                    continue;
                }
                used.add(name);
                require(properties().containsKey(name), name + ": used, so it is declared");
                require(
                        given.contains(name) || !placeholder.group(1).isEmpty(),
                        name + ": neither required nor with a default, so it is used as {{?" + name + "}}");
            }
        }
        properties().keySet().forEach(name -> require(used.contains(name), name + ": declared, so it is used"));
    }

    private Map<String, JsonNode> properties() {
        Map<String, JsonNode> properties = new TreeMap<>();
        definition.path("properties").properties().forEach(field -> properties.put(field.getKey(), field.getValue()));
        return properties;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }

    private void require(boolean kept, String rule) {
        if (!kept && !faults.contains(rule)) {
            faults.add(rule);
        }
    }
}
