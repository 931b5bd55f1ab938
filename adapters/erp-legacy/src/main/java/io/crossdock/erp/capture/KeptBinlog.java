package io.crossdock.erp.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.mapping.BinlogPosition;
import io.crossdock.erp.sql.BoundedConnection;
import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.connect.errors.ConnectException;

/** The files of the binlog that the server has not purged yet, and the transactions that it knows. */
record KeptBinlog(String jdbcUrl, String user, String password) implements KeptLog {

    static KeptBinlog of(Map<String, String> engine) {
        return new KeptBinlog(jdbcUrl(engine), engine.get("database.user"), engine.get("database.password"));
    }

    /** Without a database: the role may see none of its own name. */
    static String jdbcUrl(Map<String, ?> engine) {
        return "jdbc:mariadb://" + engine.get("database.hostname") + ":" + engine.get("database.port") + "/"
                + Objects.requireNonNullElse(engine.get(EngineProperties.URL_PARAMETERS), "");
    }

    @Override
    public void check(Optional<JsonNode> offset) {
        if (offset.isEmpty()) {
            return;
        }
        String file = offset.get().path("file").asText();
        Long size = sizes().get(file);
        if (size == null) {
            throw gap("the server does not have the binlog file '" + file + "' any more");
        }
        if (size < offset.get().path("pos").asLong()) {
            throw gap("the binlog file '" + file + "' is shorter than what was read of it");
        }
        String handled = offset.get().path(MariaDbLog.GTIDS).asText();
        if (handled.isEmpty()) {
            throw gap("the tables were read before the binlog had a transaction to go on from");
        }
        if (!written().include(WrittenTransactions.parse(handled))) {
            throw gap("the binlog began anew, and has not come to the transactions '" + handled
                    + "' that were read of it");
        }
    }

    private WrittenTransactions written() {
        try (Connection connection = BoundedConnection.open(jdbcUrl, user, password)) {
            return WrittenTransactions.of(connection);
        } catch (SQLException e) {
            throw new ConnectException("the binlog cannot be looked at: " + e.getMessage(), e);
        }
    }

    private static ConnectException gap(String what) {
        return new ConnectException(
                what + ": changes since the last one handled are lost to the log. " + Epoch.WAY_BACK);
    }

    /** @throws Failure {@code UNAVAILABLE} when the database does not answer */
    static WrittenTransactions written(ErpConfig config) {
        ErpDatabase database = config.database();
        try (Connection connection =
                BoundedConnection.open(database.serverJdbcUrl(), database.user(), database.password())) {
            return WrittenTransactions.of(connection);
        } catch (SQLException e) {
            throw Failure.unavailable(config.name(), "log", e.getMessage(), e);
        }
    }

    /**
     * Servers of one replication have ids of their own, and each a binlog of its own; one that was reset ends before what
     * was read of it.
     *
     * @throws Failure {@code UNAVAILABLE} when the database does not answer
     */
    static LogIdentity identity(ErpConfig config) {
        ErpDatabase database = config.database();
        try (Connection connection =
                        BoundedConnection.open(database.serverJdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            String server;
            try (ResultSet row = statement.executeQuery("select @@server_id")) {
                row.next();
                server = row.getString(1);
            }
            long end = 0;
            try (ResultSet rows = statement.executeQuery("show binary logs")) {
                while (rows.next()) {
                    end = Math.max(end, BinlogPosition.of(rows.getString(1), rows.getLong(2)));
                }
            }
            return new LogIdentity(server, 1, end, Map.of());
        } catch (SQLException e) {
            throw Failure.unavailable(config.name(), "log", e.getMessage(), e);
        }
    }

    private Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        try (Connection connection = BoundedConnection.open(jdbcUrl, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show binary logs")) {
            while (rows.next()) {
                sizes.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw new ConnectException("the binlog cannot be looked at: " + e.getMessage(), e);
        }
        return sizes;
    }

    @Override
    public String toString() {
        return "KeptBinlog[" + jdbcUrl + "]";
    }
}
