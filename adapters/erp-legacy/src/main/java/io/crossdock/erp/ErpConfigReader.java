package io.crossdock.erp;

import io.crossdock.erp.orders.WriteBack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads a mapping file: {@code <name>.erp.yaml}. Every mistake is told, not only the first. */
public final class ErpConfigReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");

    /** Whose changes come from somebody else's topics has no log to read, and without a query no database either. */
    private static final ErpDatabase NONE = new ErpDatabase(DatabaseType.POSTGRESQL, "", 1, "", "", "", "", "");

    private final UnaryOperator<String> resolver;
    private final ApiCheck api;
    private final List<String> problems = new ArrayList<>();

    private ErpConfigReader(UnaryOperator<String> resolver, ApiCheck api) {
        this.resolver = resolver;
        this.api = api;
    }

    /**
     * @param resolver replaces the references in values that name a place or a credential, such as {@code
     *     {{secret:erp/password}}}; throws where there is no such thing
     * @throws ErpConfigException with every mistake
     */
    public static ErpConfig read(Path path, UnaryOperator<String> resolver) {
        return read(path, resolver, ApiCheck.NONE);
    }

    /**
     * The same for whoever sends requests.
     *
     * @param api checks the settings of an API that the file names
     * @throws ErpConfigException with every mistake
     */
    public static ErpConfig read(Path path, UnaryOperator<String> resolver, ApiCheck api) {
        ErpConfigReader reader = new ErpConfigReader(resolver, api);
        ErpConfig config = reader.config(YamlSection.of(path, reader.problems));
        if (!reader.problems.isEmpty()) {
            throw new ErpConfigException(reader.problems);
        }
        return config;
    }

    private ErpConfig config(YamlSection root) {
        String name = matching(root, "erp", NAME, "a name of lower case letters, digits and dashes");
        int epoch = (int) root.number("epoch", root.text("epoch").orElse("1"), 999_999);
        Optional<ConnectSource> connect = ConnectSourceReader.read(root, this::resolved);
        boolean hasDatabase = connect.isEmpty() || root.has("database");
        ErpDatabase database = hasDatabase ? database(root, connect.isEmpty()) : NONE;
        Map<Section, Source> sources = new EnumMap<>(Section.class);
        SourceReader reader = new SourceReader(FieldReader.zone(root), database.type());
        for (Section section : Section.values()) {
            if (section != Section.TILL_SALES && root.has(section.label())) {
                Source source = reader.read(section, root.section(section.label()));
                if (source != null) {
                    sources.put(section, source);
                }
            }
        }
        Optional<TillSales> tillSales = TillSalesReader.read(root, sources, reader);
        if (!hasDatabase && sources.values().stream().anyMatch(QuerySource.class::isInstance)) {
            database = database(root, false);
        }
        Alarm alarm = AlarmReader.read(root);
        if (sources.isEmpty() && problems.isEmpty()) {
            root.problem("", "says nothing about any table", "at least one of stock, expected, prices, items, orders");
        }
        Optional<WriteBack> writeBack =
                new WriteBackReader(this::resolved, database, api).read(root, sources.containsKey(Section.ORDERS));
        root.refuseUnknown();
        return new ErpConfig(name, epoch, database, sources, connect, tillSales, alarm, writeBack);
    }

    private ErpDatabase database(YamlSection root, boolean readsLog) {
        return DatabaseReader.read(root.section("database"), readsLog, this::resolved);
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
}
