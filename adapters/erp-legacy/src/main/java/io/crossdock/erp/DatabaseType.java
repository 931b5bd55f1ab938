package io.crossdock.erp;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whose product the ERP's database is. */
public enum DatabaseType {
    POSTGRESQL("postgresql");

    private final String label;

    DatabaseType(String label) {
        this.label = label;
    }

    /** As a mapping file names it, and JDBC too. */
    public String label() {
        return label;
    }

    static Optional<DatabaseType> of(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(DatabaseType::label).collect(Collectors.joining(", "));
    }
}
