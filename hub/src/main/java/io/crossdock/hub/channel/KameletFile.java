package io.crossdock.hub.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.crossdock.hub.channel.KameletDefinition.Bean;
import io.crossdock.hub.channel.KameletDefinition.Parameter;
import io.crossdock.hub.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a check needs of a Kamelet: its parameters and the beans of its template. */
final class KameletFile {

    static final String SUFFIX = ".kamelet.yaml";
    private static final YAMLMapper YAML = new YAMLMapper();

    private KameletFile() {}

    /** Empty when it cannot be read, which is noted. */
    static Optional<KameletDefinition> read(Path file, Problems problems) {
        try {
            String fileName = file.getFileName().toString();
            String name = fileName.substring(0, fileName.length() - SUFFIX.length());
            JsonNode kamelet = YAML.readTree(Files.readString(file));
            String own = kamelet.at("/metadata/name").asText();
            if (!own.equals(name)) {
                problems.add("metadata.name", "'" + own + "' is not the file's name", name);
            }
            return Optional.of(new KameletDefinition(name, parameters(kamelet), beans(kamelet)));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            problems.add("", "is not valid YAML at line " + line, "a Kamelet");
        } catch (IOException e) {
            problems.add("", "cannot be read: " + e.getClass().getSimpleName(), "a Kamelet");
        }
        return Optional.empty();
    }

    private static Map<String, Parameter> parameters(JsonNode kamelet) {
        JsonNode definition = kamelet.at("/spec/definition");
        Set<String> required = new HashSet<>();
        definition.path("required").forEach(element -> required.add(element.asText()));
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        definition.path("properties").properties().forEach(property -> {
            JsonNode said = property.getValue();
            List<String> allowed = new ArrayList<>();
            said.path("enum").forEach(element -> allowed.add(element.asText()));
            parameters.put(
                    property.getKey(),
                    new Parameter(
                            said.path("description").asText(),
                            said.path("type").asText("string"),
                            allowed,
                            said.has("default")
                                    ? Optional.of(said.path("default").asText())
                                    : Optional.empty(),
                            required.contains(property.getKey())));
        });
        return parameters;
    }

    private static List<Bean> beans(JsonNode kamelet) {
        List<Bean> beans = new ArrayList<>();
        for (JsonNode bean : kamelet.at("/spec/template/beans")) {
            Map<String, String> properties = new LinkedHashMap<>();
            bean.path("properties")
                    .properties()
                    .forEach(property -> properties.put(
                            property.getKey(), property.getValue().asText()));
            beans.add(new Bean(bean.path("name").asText(), bean.path("type").asText(), properties));
        }
        return beans;
    }
}
