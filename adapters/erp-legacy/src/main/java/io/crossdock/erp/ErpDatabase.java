package io.crossdock.erp;

/**
 * Where the ERP's database is and how its log is read.
 *
 * @param slot the replication slot; Crossdock's own, never shared
 * @param publication made by the database's administrator, naming the tables
 */
public record ErpDatabase(
        DatabaseType type,
        String host,
        int port,
        String name,
        String user,
        String password,
        String slot,
        String publication) {

    /** Without user and password. */
    public String jdbcUrl() {
        return "jdbc:" + type.label() + "://" + host + ":" + port + "/" + name;
    }

    @Override
    public String toString() {
        return "ErpDatabase[" + user + "@" + jdbcUrl() + ", slot " + slot + "]";
    }
}
