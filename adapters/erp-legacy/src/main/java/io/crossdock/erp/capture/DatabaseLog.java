package io.crossdock.erp.capture;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.mapping.Commit;
import io.debezium.connector.common.BaseSourceTask;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** What is particular to the log of one kind of database. */
interface DatabaseLog {

    static DatabaseLog of(ErpConfig config) {
        return switch (config.database().type()) {
            case POSTGRESQL -> new PostgresLog(config);
            case MARIADB -> new MariaDbLog(config);
        };
    }

    /** Debezium's settings for it. */
    Map<String, String> connector();

    /** Debezium's class, whose queue is looked into. */
    Class<? extends BaseSourceTask<?, ?>> task();

    /** How long it may be that nothing is heard of the log once it is followed; empty where that may be for ever. */
    Optional<Duration> longestSilence();

    /**
     * Looks whether the log can be read, and without harm to the ERP. Changes nothing.
     *
     * @throws io.crossdock.spi.Failure {@code REJECTED} with what the database's administrator has to do, {@code
     *     UNAVAILABLE} when the database does not answer
     */
    void check();

    /**
     * Which log the database writes now.
     *
     * @throws io.crossdock.spi.Failure {@code UNAVAILABLE} when the database does not answer
     */
    LogIdentity identity();

    /** @param offset to go on from */
    long position(Map<String, ?> offset);

    /**
     * Where a row belongs, as a mapping file names it: with its schema.
     *
     * @param source what the engine tells of the row's origin
     */
    String table(Struct source);

    /**
     * The position that a snapshot shows: every commit up to there, and maybe later ones, which the log then tells again.
     *
     * @param source of one of its rows
     */
    long snapshotPosition(Struct source);

    /**
     * @param end with which the engine tells that a transaction is whole
     * @param epoch of the log
     */
    Commit commit(SourceRecord end, int epoch);

    /**
     * From where to go on when all up to here is handled.
     *
     * @param reached a transaction's end, or a heartbeat between two transactions
     * @return the offset to remember; empty before the first commit
     */
    Optional<Map<String, ?>> offsetAfter(SourceRecord reached);

    /**
     * Until when all that was committed is handled.
     *
     * @param reached a transaction's end, or a heartbeat, up to which all is handled
     * @param isQuiet whether it stands where the one before it stood
     * @return empty where it does not tell
     */
    Optional<Instant> handledUpTo(SourceRecord reached, boolean isQuiet, Instant now);

    /**
     * Whether it began anew though whoever reads it goes on to hear that all is well. A log that breaks off for its reader
     * needs no such look.
     *
     * @param handled a position up to where its changes were handled
     * @throws io.crossdock.spi.Failure {@code UNAVAILABLE} when the database does not answer
     */
    boolean isAnewSince(long handled);

    /**
     * What the database keeps of it for us; empty where it keeps nothing for anybody, or nothing yet.
     *
     * @throws java.sql.SQLException when the database does not answer
     */
    Optional<LogBacklog> backlog() throws SQLException;
}
