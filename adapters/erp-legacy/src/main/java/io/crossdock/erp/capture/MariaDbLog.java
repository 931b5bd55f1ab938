package io.crossdock.erp.capture;

import com.github.shyiko.mysql.binlog.MariadbGtidSet;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.mapping.BinlogPosition;
import io.crossdock.erp.mapping.Commit;
import io.crossdock.erp.sql.BinlogCheck;
import io.crossdock.spi.Failure;
import io.debezium.connector.common.BaseSourceTask;
import io.debezium.connector.mariadb.MariaDbConnectorTask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Of MariaDB: the binlog, read as a replica reads it. Its transactions do not interleave, so where one begins orders them
 * as well as where it ends, which the engine does not tell.
 */
record MariaDbLog(ErpConfig config) implements DatabaseLog {

    static final String CONNECTOR = "io.crossdock.erp.capture.BinlogConnector";
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);
    private static final String FILE = "file";
    private static final String PLACE = "pos";

    /** The member of an offset that holds the newest transaction of each domain. */
    static final String GTIDS = "gtids";

    /** Of what tells that a transaction begins or ends. */
    private static final String STATUS = "status";

    @Override
    public Class<? extends BaseSourceTask<?, ?>> task() {
        return MariaDbConnectorTask.class;
    }

    @Override
    public Map<String, String> connector() {
        Map<String, String> settings = new HashMap<>();
        settings.put("connector.class", CONNECTOR);
        settings.put("database.server.id", Long.toString(config.database().serverId()));
        settings.put(
                "database.include.list",
                config.tables().stream()
                        .map(table -> EngineProperties.literally(table.substring(0, table.indexOf('.'))))
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .collect(Collectors.joining(",")));
        settings.put("bigint.unsigned.handling.mode", "precise");
        settings.put("include.schema.changes", "false");
        settings.put("schema.history.internal.store.only.captured.tables.ddl", "true");
        // Locks would make the ERP's own writes wait; what replaces them is told in SettledSnapshot.
        settings.put("snapshot.locking.mode", "none");
        settings.put("snapshot.query.mode", "custom");
        settings.put("snapshot.query.mode.custom.name", SettledSnapshot.NAME);
        // KeptBinlog looks, and says more.
        settings.put("log.position.check.enable", "false");
        // A quiet server is to speak every two seconds, 0.8 of this. The client's own way to keep a connection alive
        // opens another one without a word, and without it the client does not tell that the server closed one.
        settings.put("connect.keep.alive.interval.ms", "2500");
        settings.put("connect.keep.alive", "false");
        settings.put("connect.timeout.ms", "10000");
        config.database().tls().ifPresent(tls -> {
            settings.put("database.ssl.mode", tls.mode().of(config.database().type()));
            if (tls.mode().verifies()) {
                settings.put(
                        "database.ssl.truststore",
                        TrustStore.of(Path.of(tls.ca())).toString());
                settings.put("database.ssl.truststore.password", TrustStore.PASSWORD);
            }
        });
        return settings;
    }

    @Override
    public Optional<Duration> longestSilence() {
        return Optional.of(LONGEST_SILENCE);
    }

    @Override
    public void check() {
        BinlogCheck.check(config);
        if (KeptBinlog.written(config).isEmpty()) {
            // The engine would read the tables, and then not find the place in the log.
            throw Failure.unavailable(
                    config.name(),
                    "binlog",
                    "the server's binlog holds no transaction yet: the capture begins after the first one, whatever it changes",
                    null);
        }
    }

    @Override
    public LogIdentity identity() {
        return KeptBinlog.identity(config);
    }

    @Override
    public long position(Map<String, ?> offset) {
        return BinlogPosition.of((String) offset.get(FILE), ((Number) offset.get(PLACE)).longValue());
    }

    @Override
    public String table(Struct source) {
        return source.getString("db") + "." + source.getString("table");
    }

    @Override
    public long snapshotPosition(Struct source) {
        return BinlogPosition.of(source.getString(FILE), source.getInt64(PLACE));
    }

    /** A byte into the transaction: a snapshot that shows all before it has the position at which it begins. */
    @Override
    public Commit commit(SourceRecord end, int epoch) {
        Map<String, ?> offset = end.sourceOffset();
        long position = BinlogPosition.of((String) offset.get(FILE), ((Number) offset.get(PLACE)).longValue()) + 1;
        Instant at = Instant.ofEpochMilli(((Struct) end.value()).getInt64("ts_ms"));
        return new Commit(epoch, position, at, position, 0);
    }

    /**
     * The engine tells of a transaction's end with the offset of its beginning. The server finds where to go on by the last
     * transaction of each domain; the place is for those who look whether the server still has it.
     */
    @Override
    public Optional<Map<String, ?>> offsetAfter(SourceRecord reached) {
        Map<String, ?> offset = reached.sourceOffset();
        Map<String, Object> after = new HashMap<>();
        for (String key : List.of(FILE, PLACE, GTIDS, "server_id", "ts_sec")) {
            if (offset.get(key) != null) {
                after.put(key, offset.get(key));
            }
        }
        Struct value = (Struct) reached.value();
        if (value.schema().field(STATUS) != null) {
            MariadbGtidSet handled = new MariadbGtidSet((String) offset.get(GTIDS));
            handled.add(value.getString("id"));
            after.put(GTIDS, handled.toString());
        }
        return Optional.of(after);
    }

    /**
     * The end of every transaction is told, whosever it is. Heartbeats come with every event that is read: one tells that
     * nothing is left only where it stands still.
     */
    @Override
    public Optional<Instant> handledUpTo(SourceRecord reached, boolean isQuiet, Instant now) {
        Struct value = (Struct) reached.value();
        if (value.schema().field(STATUS) != null) {
            return Optional.of(Instant.ofEpochMilli(value.getInt64("ts_ms")));
        }
        return isQuiet ? Optional.of(now) : Optional.empty();
    }

    /** After {@code reset master} the server tells the readers of the former binlog that it is there, and nothing else. */
    @Override
    public boolean isAnewSince(long handled) {
        return identity().end() < handled;
    }

    /** A server purges its binlog by itself, whoever reads it. */
    @Override
    public Optional<LogBacklog> backlog() {
        return Optional.empty();
    }
}
