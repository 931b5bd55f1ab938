package io.crossdock.erp;

import io.crossdock.backbone.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of its own, with a role, a slot and a publication that all have its name. */
public final class BareErp {

    public static final String PASSWORD = "only for tests";

    private final PostgresServer server;
    private final String name;
    private final Path file;

    /** @param folder for its mapping file */
    public BareErp(PostgresServer server, String name, Path folder) throws SQLException {
        this(server, name, folder, "UTF8");
    }

    /** @param encoding of its texts, as PostgreSQL names it */
    public BareErp(PostgresServer server, String name, Path folder, String encoding) throws SQLException {
        this.server = server;
        this.name = name;
        this.file = folder.resolve("old.erp.yaml");
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template template0 encoding '" + encoding + "'");
        }
    }

    /** As the database's administrator. */
    public BareErp run(String... statements) throws SQLException {
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql.replace("ROLE", name));
            }
        }
        return this;
    }

    /** A role that may do what it must, but for the tables. */
    public BareErp admit(String tables) throws SQLException {
        return run(
                "create role ROLE login replication password '" + PASSWORD + "'",
                "alter role ROLE set default_transaction_read_only = on",
                "grant select on " + tables + " to ROLE",
                "create publication ROLE for table " + tables);
    }

    /** @param sections of the mapping file */
    public ErpConfig config(String sections) throws IOException {
        return read("database: {type: postgresql, host: 127.0.0.1, port: " + server.port() + ", name: " + name
                + ", user: " + name + ", password: \"" + PASSWORD + "\", slot: " + name + ", publication: " + name
                + "}\n" + sections);
    }

    /** With queries that are asked of a replica. */
    public ErpConfig queriedOn(int replicaPort, String sections) throws IOException {
        return read("database: {type: postgresql, host: 127.0.0.1, port: " + server.port() + ", name: " + name
                + ", user: " + name + ", password: \"" + PASSWORD + "\", slot: " + name + ", publication: " + name
                + ", replica: {host: 127.0.0.1, port: " + replicaPort + "}}\n" + sections);
    }

    public ErpConfig connected(String sections) throws IOException {
        return read("source: {kafka-connect: {topicPrefix: old}}\n"
                + "database: {type: postgresql, host: 127.0.0.1, port: " + server.port() + ", name: " + name
                + ", user: " + name + ", password: \"" + PASSWORD + "\"}\n" + sections);
    }

    private ErpConfig read(String text) throws IOException {
        Files.writeString(file, "erp: old\n" + text);
        return ErpConfigReader.read(file, value -> value);
    }
}
