package io.crossdock.erp;

import io.crossdock.erp.ErpDatabase.Replica;
import io.crossdock.erp.Tls.Mode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads the section {@code database} of a mapping file. */
final class DatabaseReader {

    private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");
    private static final Pattern CA = Pattern.compile("/[A-Za-z0-9._/-]{1,500}");
    private static final long MOST_PORT = 65_535;
    private static final long MOST_SERVER_ID = 4_294_967_295L;

    private final YamlSection section;
    private final boolean readsLog;
    private final BiFunction<YamlSection, String, String> resolver;

    private DatabaseReader(YamlSection section, boolean readsLog, BiFunction<YamlSection, String, String> resolver) {
        this.section = section;
        this.readsLog = readsLog;
        this.resolver = resolver;
    }

    /**
     * @param readsLog false where somebody else's connector does
     * @param resolver of references in a value
     */
    static ErpDatabase read(YamlSection section, boolean readsLog, BiFunction<YamlSection, String, String> resolver) {
        return new DatabaseReader(section, readsLog, resolver).database();
    }

    private ErpDatabase database() {
        String label = resolver.apply(section, "type");
        Optional<DatabaseType> known = DatabaseType.of(label);
        if (!label.isEmpty() && known.isEmpty()) {
            section.problem("type", "'" + label + "' is not supported", DatabaseType.labels());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : List.of("host", "port", "name", "user", "password")) {
            values.put(key, resolver.apply(section, key));
        }
        DatabaseType type = known.orElse(DatabaseType.POSTGRESQL);
        for (DatabaseType each : DatabaseType.values()) {
            each.logKeys().forEach(key -> values.put(key, each == type ? ofLog(key) : ""));
        }
        // How far a replica is can be told on PostgreSQL only: MariaDB's have a binlog of their own.
        Optional<Replica> replica = type == DatabaseType.POSTGRESQL ? replica() : Optional.empty();
        Optional<Tls> tls = tls();
        section.refuseUnknown();
        if (!values.get("slot").isEmpty() && !SLOT.matcher(values.get("slot")).matches()) {
            section.problem("slot", "is no name of a slot", "lower case letters, digits and _, at most 63");
        }
        String serverId = values.get("serverId");
        return new ErpDatabase(
                type,
                values.get("host"),
                (int) section.number("port", values.get("port"), MOST_PORT),
                values.get("name"),
                values.get("user"),
                values.get("password"),
                values.get("slot"),
                values.get("publication"),
                serverId.isEmpty() ? 0 : section.number("serverId", serverId, MOST_SERVER_ID),
                replica,
                tls);
    }

    private Optional<Tls> tls() {
        if (!section.has("tls")) {
            return Optional.empty();
        }
        YamlSection part = section.section("tls");
        String label = part.required("mode", Mode.labels());
        Optional<Mode> mode = Mode.labelled(label);
        if (!label.isEmpty() && mode.isEmpty()) {
            part.problem("mode", "'" + label + "' is not allowed", Mode.labels());
        }
        String ca = "";
        if (mode.isPresent() && mode.get().verifies()) {
            ca = resolver.apply(part, "ca");
            if (!ca.isEmpty() && !CA.matcher(ca).matches()) {
                part.problem("ca", "'" + ca + "' is not allowed", "a file's absolute path of letters, digits and ._-/");
            }
        } else if (part.has("ca") && mode.isPresent()) {
            part.problem("ca", "is of no use: no certificate is checked with mode: " + label, "nothing");
        }
        part.refuseUnknown();
        return Optional.of(new Tls(mode.orElse(Mode.OFF), ca));
    }

    private Optional<Replica> replica() {
        if (!section.has("replica")) {
            return Optional.empty();
        }
        YamlSection part = section.section("replica");
        Replica replica = new Replica(
                resolver.apply(part, "host"), (int) part.number("port", resolver.apply(part, "port"), MOST_PORT));
        part.refuseUnknown();
        return Optional.of(replica);
    }

    private String ofLog(String key) {
        if (readsLog) {
            return resolver.apply(section, key);
        }
        if (section.has(key)) {
            section.problem(key, "is the connector's with source: kafka-connect", "nothing");
        }
        return "";
    }
}
