package io.crossdock.erp;

/**
 * Where the ERP's database is and how its log is read.
 *
 * @param slot PostgreSQL's replication slot; Crossdock's own, never shared; empty elsewhere
 * @param publication made by PostgreSQL's administrator, naming the tables; empty elsewhere
 * @param serverId under which MariaDB knows the reader of its binlog, 1 to 4294967295; nobody else's; 0 elsewhere
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
        long serverId) {

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
        this(type, host, port, name, user, password, slot, publication, 0);
    }

    public static ErpDatabase mariadb(String host, int port, String name, String user, String password, long serverId) {
        return new ErpDatabase(DatabaseType.MARIADB, host, port, name, user, password, "", "", serverId);
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return "jdbc:" + type.label() + "://" + host + ":" + port + "/" + name;
    }

    @Override
    public String toString() {
        return "ErpDatabase[" + user + "@" + jdbcUrl() + (slot.isEmpty() ? "" : ", slot " + slot) + "]";
    }
}
