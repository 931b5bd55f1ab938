package io.crossdock.hub.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads one mapping of a YAML file strictly: every value has its type, every key is known, every mistake is noted. */
public final class YamlNode {

    private final JsonNode node;
    private final String path;
    private final Problems problems;
    private final JsonPointer pointer;
    private final YamlLines lines;
    private final Set<String> known = new TreeSet<>();

    YamlNode(JsonNode node, String path, Problems problems, JsonPointer pointer, YamlLines lines) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        this.pointer = pointer;
        this.lines = lines;
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
        return new YamlNode(member(name), key(name), problems, pointer.appendProperty(name), lines);
    }

    /** The mappings of a list; none where there is no such key. */
    public List<YamlNode> mappings(String name) {
        JsonNode list = member(name);
        if (!list.isArray() && !list.isMissingNode()) {
            problems.add(key(name), "is not a list", "a list of mappings, each with keys and values");
        }
        List<YamlNode> elements = new ArrayList<>();
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            String element = key(name) + "[" + i + "]";
            JsonPointer at = pointer.appendProperty(name).appendIndex(i);
            elements.add(new YamlNode(list.get(i), element, problems, at, lines));
        }
        return elements;
    }

    /** Where a member stands: file and line, such as {@code acme-eu.channel.yaml:7}. */
    public String at(String name) {
        return lines.at(pointer.appendProperty(name));
    }

    /** Where this mapping stands, the same way. */
    public String at() {
        return lines.at(pointer);
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
