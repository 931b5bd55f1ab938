package io.crossdock.erp.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.erp.sql.BoundedConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slot that holds the log for us until it is handled. */
record ReplicationSlot(String jdbcUrl, String user, String password, String name) implements KeptLog {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicationSlot.class);
    private static final String STATE = "select active, (confirmed_flush_lsn - '0/0'::pg_lsn)::bigint as confirmed,"
            + " coalesce(to_jsonb(slots)->>'wal_status', '') = 'lost' as is_lost,"
            + " plugin is distinct from 'pgoutput' or database is distinct from current_database() as is_foreign"
            + " from pg_replication_slots slots where slot_name = ?";

    private record State(boolean isActive, long confirmed, boolean isLost, boolean isForeign) {}

    static ReplicationSlot of(Map<String, String> engine) {
        return new ReplicationSlot(
                "jdbc:postgresql://" + engine.get("database.hostname") + ":" + engine.get("database.port") + "/"
                        + engine.get("database.dbname")
                        + engine.getOrDefault(EngineProperties.URL_PARAMETERS, ""),
                engine.get("database.user"),
                engine.get("database.password"),
                engine.get("slot.name"));
    }

    @Override
    public void check(Optional<JsonNode> offset) {
        try (Connection connection = connect()) {
            Optional<State> state = state(connection);
            if (state.map(State::isForeign).orElse(false)) {
                throw new ConnectException("replication slot '" + name + "' is of another database, or not of pgoutput:"
                        + " give Crossdock one of its own under another name");
            }
            if (offset.isPresent()) {
                checkHolds(state, offset.get().path("lsn").asLong());
            } else if (state.isPresent()) {
                drop(connection, state.get());
            }
        } catch (SQLException e) {
            throw new ConnectException("replication slot '" + name + "' cannot be looked at: " + e.getMessage(), e);
        }
    }

    private void checkHolds(Optional<State> state, long position) {
        if (state.isEmpty()) {
            throw gap("is gone");
        }
        if (state.get().isLost()) {
            throw gap("kept more of the log than max_slot_wal_keep_size allows, so that the server took it away");
        }
        // It is told of a position only after that was stored.
        if (state.get().confirmed() > position) {
            throw gap("was made anew or moved forward");
        }
    }

    private ConnectException gap(String what) {
        return new ConnectException("replication slot '" + name + "' " + what
                + ": changes since the last one handled are lost to the log. " + Epoch.WAY_BACK);
    }

    /** What it holds is of no use to a new snapshot; a new one begins exactly where that does. */
    private void drop(Connection connection, State state) throws SQLException {
        if (state.isActive()) {
            throw new ConnectException("replication slot '" + name + "' is in use by another process");
        }
        LOG.warn("the tables are read anew, and replication slot '{}' with them: what it holds is older", name);
        try (PreparedStatement drop = connection.prepareStatement("select pg_drop_replication_slot(?)")) {
            drop.setString(1, name);
            drop.execute();
        }
    }

    private Optional<State> state(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STATE)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new State(
                                row.getBoolean("active"),
                                row.getLong("confirmed"),
                                row.getBoolean("is_lost"),
                                row.getBoolean("is_foreign")))
                        : Optional.empty();
            }
        }
    }

    private Connection connect() throws SQLException {
        return BoundedConnection.open(jdbcUrl, user, password);
    }

    @Override
    public String toString() {
        return "ReplicationSlot[" + name + "]";
    }
}
