package io.crossdock.erp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads a mapping file: {@code <name>.erp.yaml}. Every mistake is told, not only the first. */
public final class ErpConfigReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");

    private final UnaryOperator<String> resolver;
    private final List<String> problems = new ArrayList<>();

    private ErpConfigReader(UnaryOperator<String> resolver) {
        this.resolver = resolver;
    }

    /**
     * @param resolver replaces the references in a value of the section {@code database}, such as {@code
     *     {{secret:erp/password}}}; throws where there is no such thing
     * @throws ErpConfigException with every mistake
     */
    public static ErpConfig read(Path path, UnaryOperator<String> resolver) {
        ErpConfigReader reader = new ErpConfigReader(resolver);
        ErpConfig config = reader.config(YamlSection.of(path, reader.problems));
        if (!reader.problems.isEmpty()) {
            throw new ErpConfigException(reader.problems);
        }
        return config;
    }

    private ErpConfig config(YamlSection root) {
        String name = matching(root, "erp", NAME, "a name of lower case letters, digits and dashes");
        int epoch = number(root, "epoch", root.text("epoch").orElse("1"), 999_999);
        Optional<ConnectSource> connect = ConnectSourceReader.read(root, this::resolved);
        Map<Section, Source> sources = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            if (root.has(section.label())) {
                Source source = SourceReader.read(section, root.section(section.label()));
                if (source != null) {
                    sources.put(section, source);
                }
            }
        }
        ErpDatabase database = database(root, connect.isEmpty(), sources);
        if (sources.isEmpty() && problems.isEmpty()) {
            root.problem("", "says nothing about any table", "at least one of stock, prices, items, orders");
        }
        root.refuseUnknown();
        return new ErpConfig(name, epoch, database, sources, connect);
    }

    /** Whose changes come from somebody else's topics has no log to read, and without a query no database either. */
    private ErpDatabase database(YamlSection root, boolean readsLog, Map<Section, Source> sources) {
        if (!readsLog && !root.has("database") && sources.values().stream().noneMatch(QuerySource.class::isInstance)) {
            return new ErpDatabase(DatabaseType.POSTGRESQL, "", 1, "", "", "", "", "");
        }
        YamlSection section = root.section("database");
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : List.of("type", "host", "port", "name", "user", "password", "slot", "publication")) {
            boolean isOfLog = key.equals("slot") || key.equals("publication");
            values.put(key, readsLog || !isOfLog ? resolved(section, key) : unused(section, key));
        }
        section.refuseUnknown();
        Optional<DatabaseType> type = DatabaseType.of(values.get("type"));
        if (!values.get("type").isEmpty() && type.isEmpty()) {
            section.problem("type", "'" + values.get("type") + "' is not supported", DatabaseType.labels());
        }
        if (!values.get("slot").isEmpty() && !SLOT.matcher(values.get("slot")).matches()) {
            section.problem("slot", "is no name of a slot", "lower case letters, digits and _, at most 63");
        }
        return new ErpDatabase(
                type.orElse(DatabaseType.POSTGRESQL),
                values.get("host"),
                number(section, "port", values.get("port"), 65_535),
                values.get("name"),
                values.get("user"),
                values.get("password"),
                values.get("slot"),
                values.get("publication"));
    }

    private static String unused(YamlSection section, String key) {
        if (section.has(key)) {
            section.problem(key, "is the connector's with source: kafka-connect", "nothing");
        }
        return "";
    }

    private String resolved(YamlSection section, String key) {
        String text = section.required(key, "a value, or a reference such as {{secret:erp/password}}");
        try {
            return text.isEmpty() ? text : resolver.apply(text);
        } catch (RuntimeException e) {
            section.problem(key, "cannot be resolved: " + e.getMessage(), "");
            return "";
        }
    }

    private static String matching(YamlSection section, String key, Pattern pattern, String allowed) {
        String text = section.required(key, allowed);
        if (!text.isEmpty() && !pattern.matcher(text).matches()) {
            section.problem(key, "'" + text + "' is not allowed", allowed);
        }
        return text;
    }

    /** 1 where it is wrong, which the problems then tell. */
    private static int number(YamlSection section, String key, String text, int most) {
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        if (!text.isEmpty()) {
            section.problem(key, "'" + text + "' is not allowed", "a number from 1 to " + most);
        }
        return 1;
    }
}
