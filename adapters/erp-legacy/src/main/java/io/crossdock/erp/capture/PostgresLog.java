package io.crossdock.erp.capture;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.mapping.Commit;
import io.crossdock.erp.sql.PublicationCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Of PostgreSQL: logical replication by {@code pgoutput}, from a slot, of a publication. */
record PostgresLog(ErpConfig config) implements DatabaseLog {

    static final String CONNECTOR = "io.debezium.connector.postgresql.PostgresConnector";
    private static final String COMMIT = "lsn_commit";

    @Override
    public Map<String, String> connector() {
        ErpDatabase database = config.database();
        return Map.of(
                "connector.class",
                CONNECTOR,
                "database.dbname",
                database.name(),
                "plugin.name",
                "pgoutput",
                "slot.name",
                database.slot(),
                "slot.retry.delay.ms",
                "1000",
                "publication.name",
                database.publication(),
                // The default would publish all tables, and the ERP's updates of those without a key would fail.
                "publication.autocreate.mode",
                "disabled");
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
    public String table(Struct source) {
        return source.getString("schema") + "." + source.getString("table");
    }

    @Override
    public long snapshotPosition(Struct source) {
        return source.getInt64("lsn");
    }

    @Override
    public Commit commit(SourceRecord end) {
        Map<String, ?> offset = end.sourceOffset();
        Instant at = Instant.EPOCH.plus(((Number) offset.get("ts_usec")).longValue(), ChronoUnit.MICROS);
        return new Commit(((Number) offset.get(COMMIT)).longValue(), at, ((Number) offset.get("txId")).longValue(), 0);
    }

    /** Why without {@code lsn_proc}: see the package. */
    @Override
    public Optional<Map<String, ?>> offsetAfter(SourceRecord reached) {
        Map<String, ?> offset = reached.sourceOffset();
        if (offset.get(COMMIT) == null) {
            return Optional.empty();
        }
        Map<String, Object> commit = new HashMap<>();
        commit.put("lsn", offset.get(COMMIT));
        commit.put(COMMIT, offset.get(COMMIT));
        commit.put("txId", offset.get("txId"));
        commit.put("ts_usec", offset.get("ts_usec"));
        commit.values().removeIf(Objects::isNull);
        return Optional.of(commit);
    }
}
