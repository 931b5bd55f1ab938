package io.crossdock.erp;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads one mapping of a YAML file strictly and remembers lines. Scalars are their own text, so that a code {@code 01}
 * stays what it is.
 */
final class YamlSection {

    private static final int LONGEST_FILE = 1024 * 1024;
    private static final MappingNode EMPTY = new MappingNode(Tag.MAP, new ArrayList<>(), DumperOptions.FlowStyle.BLOCK);

    private final String file;
    private final String path;
    private final int line;
    private final List<String> problems;
    private final Map<String, Node> members = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    /**
     * A whole file.
     *
     * @param problems takes what is wrong with its content, each with file and line
     * @throws ErpConfigException where the file cannot be read or is not YAML
     */
    static YamlSection of(Path path, List<String> problems) {
        String file = path.getFileName().toString();
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LONGEST_FILE);
        try (Reader text = Files.newBufferedReader(path)) {
            return new YamlSection(file, "", new Yaml(limits).compose(text), problems);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ErpConfigException(List.of(file + ":" + line + ": is not valid YAML: " + e.getProblem()));
        } catch (IOException e) {
            throw new ErpConfigException(List.of(path + ": cannot be read: " + e.getMessage()));
        }
    }

    private YamlSection(String file, String path, Node node, List<String> problems) {
        this.file = file;
        this.path = path;
        this.line = node == null ? 1 : lineOf(node);
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::add);
        } else {
            problem(line, path, "is not a mapping", "keys with values");
        }
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problem(lineOf(tuple.getKeyNode()), path, "has a key that is no text", "");
        } else if (members.put(key.getValue(), tuple.getValueNode()) != null) {
            problem(lineOf(key), key(key.getValue()), "is there twice", "");
        }
    }

    /** Notes a mistake at a member, or at the section where the member is missing. */
    void problem(String name, String what, String allowed) {
        problem(members.containsKey(name) ? lineOf(members.get(name)) : line, key(name), what, allowed);
    }

    private void problem(int at, String key, String what, String allowed) {
        problems.add(file + ":" + at + ": " + (key.isEmpty() ? "" : key + ": ") + what
                + (allowed.isEmpty() ? "" : "; allowed: " + allowed));
    }

    Set<String> names() {
        return members.keySet();
    }

    boolean has(String name) {
        asked.add(name);
        return members.containsKey(name);
    }

    boolean isText(String name) {
        return has(name) && members.get(name) instanceof ScalarNode;
    }

    Optional<String> text(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (members.get(name) instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        problem(name, "is not a text", "one value");
        return Optional.empty();
    }

    String required(String name, String allowed) {
        if (!has(name)) {
            problem(name, "is missing", allowed);
        }
        return text(name).orElse("");
    }

    /** @param otherwise where it is missing */
    boolean flag(String name, boolean otherwise) {
        String text = text(name).orElse(Boolean.toString(otherwise));
        if (!text.equals("true") && !text.equals("false")) {
            problem(name, "'" + text + "' is not allowed", "true, false");
        }
        return text.equals("true");
    }

    /** 1 where it is wrong, which the problems then tell. */
    long number(String name, String text, long most) {
        if (text.matches("\\d{1,12}") && Long.parseLong(text) >= 1 && Long.parseLong(text) <= most) {
            return Long.parseLong(text);
        }
        if (!text.isEmpty()) {
            problem(name, "'" + text + "' is not allowed", "a number from 1 to " + most);
        }
        return 1;
    }

    YamlSection section(String name) {
        asked.add(name);
        return new YamlSection(file, key(name), members.get(name), problems);
    }

    /** An empty one, for a member that may be missing. */
    YamlSection none(String name) {
        return new YamlSection(file, key(name), EMPTY, problems);
    }

    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (has(name)) {
            YamlSection section = section(name);
            section.names().forEach(member -> section.text(member).ifPresent(value -> texts.put(member, value)));
        }
        return texts;
    }

    List<String> list(String name) {
        List<String> values = new ArrayList<>();
        if (has(name) && members.get(name) instanceof SequenceNode sequence) {
            for (Node element : sequence.getValue()) {
                if (element instanceof ScalarNode scalar) {
                    values.add(scalar.getValue());
                }
            }
        }
        if (values.isEmpty()) {
            problem(name, "is not a list of values", "a list such as [20]");
        }
        return values;
    }

    /** Notes every member that nobody asked for. */
    void refuseUnknown() {
        for (String name : members.keySet()) {
            if (!asked.contains(name)) {
                problem(name, "unknown key", String.join(", ", asked));
            }
        }
    }

    private String key(String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }

    private static int lineOf(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }
}
