package io.crossdock.erp;

import java.util.Optional;

/**
 * Where the ERP's database is and how its log is read.
 *
 * @param slot PostgreSQL's replication slot; Crossdock's own, never shared; empty elsewhere
 * @param publication made by PostgreSQL's administrator, naming the tables; empty elsewhere
 * @param serverId under which MariaDB knows the reader of its binlog, 1 to 4294967295; nobody else's; 0 elsewhere
 * @param replica that queries are asked of; empty where they go to the database itself
 * @param tls empty where the driver decides: PostgreSQL's encrypts where the server offers it, MariaDB's does not
 */
public record ErpDatabase(
        DatabaseType type,
        String host,
        int port,
        String name,
        String user,
        String password,
        String slot,
        String publication,
        long serverId,
        Optional<Replica> replica,
        Optional<Tls> tls) {

    /** A server that repeats all that the database does, somewhat later. */
    public record Replica(String host, int port) {}

    /** Of a database without server ids. */
    public ErpDatabase(
            DatabaseType type,
            String host,
            int port,
            String name,
            String user,
            String password,
            String slot,
            String publication) {
        this(type, host, port, name, user, password, slot, publication, 0, Optional.empty(), Optional.empty());
    }

    public static ErpDatabase mariadb(String host, int port, String name, String user, String password, long serverId) {
        return new ErpDatabase(
                DatabaseType.MARIADB,
                host,
                port,
                name,
                user,
                password,
                "",
                "",
                serverId,
                Optional.empty(),
                Optional.empty());
    }

    public ErpDatabase withReplica(String host, int port) {
        return new ErpDatabase(
                type,
                this.host,
                this.port,
                name,
                user,
                password,
                slot,
                publication,
                serverId,
                Optional.of(new Replica(host, port)),
                tls);
    }

    /** The server that queries are asked of, as a database of its own. */
    public ErpDatabase atReplica() {
        Replica server = replica.orElseThrow();
        return new ErpDatabase(
                type,
                server.host(),
                server.port(),
                name,
                user,
                password,
                slot,
                publication,
                serverId,
                Optional.empty(),
                tls);
    }

    /** The same with encrypted connections. */
    public ErpDatabase with(Tls encryption) {
        return new ErpDatabase(
                type, host, port, name, user, password, slot, publication, serverId, replica, Optional.of(encryption));
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(host, port);
    }

    /** Likewise, in no database: a role may see none of its own name. */
    public String serverJdbcUrl() {
        return "jdbc:" + type.label() + "://" + host + ":" + port + "/" + urlParameters();
    }

    /** What a JDBC URL ends with, so that the connection is encrypted as it should be; empty where the driver decides. */
    public String urlParameters() {
        return tls.map(encryption -> encryption.parameters(type)).orElse("");
    }

    /** The same of where queries are asked. */
    public String queriesJdbcUrl() {
        return replica.map(server -> jdbcUrl(server.host(), server.port())).orElseGet(this::jdbcUrl);
    }

    private String jdbcUrl(String host, int port) {
        return "jdbc:" + type.label() + "://" + host + ":" + port + "/" + name + urlParameters();
    }

    @Override
    public String toString() {
        return "ErpDatabase[" + user + "@" + jdbcUrl() + (slot.isEmpty() ? "" : ", slot " + slot) + "]";
    }
}
