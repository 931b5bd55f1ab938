package io.crossdock.erp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whose product the ERP's database is. */
public enum DatabaseType {
    POSTGRESQL("postgresql", List.of("slot", "publication"), "= any(?)"),
    MARIADB("mariadb", List.of("serverId"), "in (?)");

    private final String label;
    private final List<String> logKeys;
    private final String keys;

    DatabaseType(String label, List<String> logKeys, String keys) {
        this.label = label;
        this.logKeys = logKeys;
        this.keys = keys;
    }

    /** As a mapping file names it, and JDBC too. */
    public String label() {
        return label;
    }

    /** What a mapping file must tell of it beside where it is, so that its log can be read. */
    List<String> logKeys() {
        return logKeys;
    }

    /** How a query compares a column with all keys. */
    String keys() {
        return keys;
    }

    /** Whether a query does so, once. */
    boolean takesKeys(String sql) {
        String dense = sql.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        boolean once = dense.indexOf('?') >= 0 && dense.indexOf('?') == dense.lastIndexOf('?');
        return once && (this != MARIADB || dense.contains("in(?)"));
    }

    static Optional<DatabaseType> of(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(DatabaseType::label).collect(Collectors.joining(", "));
    }
}
