package io.crossdock.hub.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads one mapping of a YAML file strictly: every value has its type, every key is known, every mistake is noted. */
public final class YamlNode {

    private final JsonNode node;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new TreeSet<>();

    public YamlNode(JsonNode node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        if (!node.isObject() && !node.isMissingNode()) {
            problems.add(path, "is not a mapping", "keys with values");
        }
    }

    public Problems problems() {
        return problems;
    }

    /** The full key of this mapping; empty for the file's own. */
    public String path() {
        return path;
    }

    /** The full key of a member, for messages. */
    public String key(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public boolean has(String name) {
        known.add(name);
        return node.hasNonNull(name);
    }

    /** A text, number or boolean as text. */
    public Optional<String> text(String name) {
        JsonNode value = member(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            problems.add(key(name), "is not a single value", "a text or a number");
            return Optional.empty();
        }
        if (value.asText().isBlank()) {
            problems.add(key(name), "is empty", "a value, or leave the key out");
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    /** A text that must be there. */
    public String required(String name, String allowed) {
        Optional<String> value = text(name);
        if (value.isEmpty() && !has(name)) {
            problems.add(key(name), "is missing", allowed);
        }
        return value.orElse("");
    }

    public YamlNode mapping(String name) {
        return new YamlNode(member(name), key(name), problems);
    }

    /** The node of a member as it stands. */
    public JsonNode raw(String name) {
        return member(name);
    }

    /** All members as texts; each becomes a known key. */
    public Map<String, String> allTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(name -> text(name).ifPresent(value -> texts.put(name, value)));
        return texts;
    }

    /** Notes every key that nobody asked for. */
    public void refuseUnknown() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(key(name), "unknown key", String.join(", ", known));
            }
        });
    }

    private JsonNode member(String name) {
        known.add(name);
        return node.path(name);
    }
}
