package io.crossdock.erp.capture;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.mapping.Commit;
import io.crossdock.erp.sql.BoundedConnection;
import io.crossdock.erp.sql.PublicationCheck;
import io.debezium.connector.common.BaseSourceTask;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Of PostgreSQL: logical replication by {@code pgoutput}, from a slot, of a publication. */
record PostgresLog(ErpConfig config) implements DatabaseLog {

    static final String CONNECTOR = "io.crossdock.erp.capture.QuietConnector";
    static final String COMMIT = "lsn_commit";
    /** The status came with PostgreSQL 13. */
    private static final String BACKLOG = "select (case when pg_is_in_recovery() then pg_last_wal_replay_lsn()"
            + " else pg_current_wal_lsn() end - restart_lsn)::bigint as bytes,"
            + " (to_jsonb(slots)->>'safe_wal_size')::bigint as safe_size,"
            + " coalesce(to_jsonb(slots)->>'wal_status', '') in ('unreserved', 'lost') as endangered"
            + " from pg_replication_slots slots where slot_name = ?";

    @Override
    public Class<? extends BaseSourceTask<?, ?>> task() {
        return PostgresConnectorTask.class;
    }

    @Override
    public Map<String, String> connector() {
        ErpDatabase database = config.database();
        Map<String, String> settings = new HashMap<>();
        settings.put("connector.class", CONNECTOR);
        settings.put("database.dbname", database.name());
        settings.put("plugin.name", "pgoutput");
        settings.put("slot.name", database.slot());
        settings.put("slot.retry.delay.ms", "1000");
        settings.put("publication.name", database.publication());
        // The default would publish all tables, and the ERP's updates of those without a key would fail.
        settings.put("publication.autocreate.mode", "disabled");
        database.tls().ifPresent(tls -> {
            settings.put("database.sslmode", tls.mode().of(database.type()));
            if (tls.mode().verifies()) {
                settings.put("database.sslrootcert", tls.ca());
            }
        });
        return settings;
    }

    @Override
    public Optional<Duration> longestSilence() {
        return Optional.empty();
    }

    @Override
    public void check() {
        PublicationCheck.check(config);
    }

    @Override
    public LogIdentity identity() {
        return PostgresIdentity.of(config);
    }

    @Override
    public long position(Map<String, ?> offset) {
        return ((Number) offset.get("lsn")).longValue();
    }

    @Override
    public String table(Struct source) {
        return source.getString("schema") + "." + source.getString("table");
    }

    @Override
    public long snapshotPosition(Struct source) {
        return source.getInt64("lsn");
    }

    @Override
    public Commit commit(SourceRecord end, int epoch) {
        Map<String, ?> offset = end.sourceOffset();
        Instant at = Instant.EPOCH.plus(((Number) offset.get("ts_usec")).longValue(), ChronoUnit.MICROS);
        return new Commit(
                epoch, ((Number) offset.get(COMMIT)).longValue(), at, ((Number) offset.get("txId")).longValue(), 0);
    }

    /** Why without {@code lsn_proc}: see the package. */
    @Override
    public Optional<Map<String, ?>> offsetAfter(SourceRecord reached) {
        Map<String, ?> offset = reached.sourceOffset();
        // Neither: nothing was committed yet since the snapshot, and the stream was not read empty.
        OptionalLong position = Stream.of(COMMIT, QuietTask.RECEIVED)
                .map(offset::get)
                .filter(Objects::nonNull)
                .mapToLong(told -> ((Number) told).longValue())
                .max();
        if (position.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> after = new HashMap<>();
        after.put("lsn", position.getAsLong());
        after.put(COMMIT, position.getAsLong());
        after.put("txId", offset.get("txId"));
        after.put("ts_usec", offset.get("ts_usec"));
        after.values().removeIf(Objects::isNull);
        return Optional.of(after);
    }

    @Override
    public Optional<Instant> handledUpTo(SourceRecord reached, boolean isQuiet, Instant now) {
        return reached.sourceOffset().get(QuietTask.RECEIVED) == null ? Optional.empty() : Optional.of(now);
    }

    @Override
    public boolean isAnewSince(long handled) {
        return false;
    }

    @Override
    public Optional<LogBacklog> backlog() throws SQLException {
        ErpDatabase database = config.database();
        try (Connection connection = BoundedConnection.open(database.jdbcUrl(), database.user(), database.password());
                PreparedStatement select = connection.prepareStatement(BACKLOG)) {
            select.setString(1, database.slot());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long bytes = row.getLong("bytes");
                long left = row.getLong("safe_size");
                OptionalLong limit = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(left);
                return Optional.of(new LogBacklog(bytes, limit, row.getBoolean("endangered")));
            }
        }
    }
}
