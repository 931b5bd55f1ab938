package io.crossdock.erp.sql;

import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.mapping.Queries;
import io.crossdock.erp.mapping.Tables;

/** Questions over one read-only connection, opened when it is needed and anew after it broke. */
public interface DatabaseQueries extends Queries, Tables, AutoCloseable {

    /** @param erp its name, under which the database knows the connection */
    static DatabaseQueries of(String erp, ErpDatabase database) {
        return switch (database.type()) {
            case POSTGRESQL -> new JdbcQueries(erp, postgres(erp, database));
            case MARIADB -> new JdbcQueries(erp, new MariaDbSession(database));
        };
    }

    @Override
    void close();

    private static QuerySession postgres(String erp, ErpDatabase database) {
        QuerySession session = new PostgresSession(erp, database);
        return database.replica().isPresent() ? new ReplicaSession(database, session) : session;
    }
}
