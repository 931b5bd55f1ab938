package io.crossdock.bench.cdc;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.FreePort;
import io.crossdock.bench.JavaProcess;
import io.crossdock.bench.cdc.BenchErp.Backlog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What queries cost the ERP, as its own log of statements and its own counters tell it.
 *
 * @param changes rows that were changed
 * @param statements that the hub's queries took, begin and commit among them
 * @param selects the mapping's own among them
 * @param repeats keys that were in one select twice
 * @param batches that the hub made events of
 * @param rowsRead of the queried table, by those statements
 */
record QueryCost(int changes, int statements, int selects, int repeats, int batches, long rowsRead) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final String ROWS_READ =
            "select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables" + " where relname = 'prslst'";

    private static final String SESSIONS =
            "select count(*) from pg_stat_activity where application_name = 'crossdock-legacy'";

    /** Has the server log the statements of the hub's role from now on. */
    static void log(BenchErp erp) throws SQLException {
        erp.administer(
                "alter role " + BenchErp.role() + " set log_statement = 'all'",
                "alter system set log_line_prefix = '%a|'",
                "select pg_reload_conf()");
    }

    /** Of prices that were changed while nobody looked, each item's many times. */
    static QueryCost ofBurst(Backbone backbone, BenchErp erp, Slots slots, int rows, int articles)
            throws IOException, SQLException, InterruptedException {
        Backlog backlog = erp.changePrices(rows, articles);
        return of(backbone, erp, (hub, batches) -> {
            slots.awaitPassed(Contender.HUB, hub, backlog);
            return new Own(backlog.rows(), 0, 0);
        });
    }

    /** Of prices that change one by one. */
    static QueryCost ofSteady(
            Backbone backbone, BenchErp erp, Slots slots, Steady steady, Duration lasting, int perSecond)
            throws IOException, SQLException, InterruptedException {
        return of(backbone, erp, (hub, batches) -> {
            slots.awaitPassed(Contender.HUB, hub, erp.changeLevels(1));
            int before = batches.get();
            Lags lags = steady.run(hub, Fact.PRICE, lasting, perSecond);
            int changes = lags.sinceNanos().length;
            return new Own(changes, changes, before);
        });
    }

    /**
     * What is the ERP's own.
     *
     * @param rowsRead by its own updates, meanwhile
     * @param batches that the hub made of something else before
     */
    private record Own(int changes, int rowsRead, int batches) {}

    private interface Work {
        Own on(JavaProcess hub, Batches batches) throws IOException, SQLException, InterruptedException;
    }

    /** How many the hub had so far. */
    private interface Batches {
        int get() throws IOException, InterruptedException;
    }

    private static QueryCost of(Backbone backbone, BenchErp erp, Work work)
            throws IOException, SQLException, InterruptedException {
        try (StatementLog log = new StatementLog(backbone);
                Connection connection = erp.connect()) {
            long before = BenchErp.number(connection, ROWS_READ);
            int port = FreePort.find();
            Own own;
            int batches;
            try (JavaProcess hub = Contender.hub(backbone, erp, port)) {
                own = work.on(hub, () -> batches(port));
                batches = batches(port) - own.batches();
            }
            awaitGone(connection);
            long read = BenchErp.number(connection, ROWS_READ) - before - own.rowsRead();
            StatementLog.Statements found = log.read();
            return new QueryCost(own.changes(), found.all(), found.selects(), found.repeats(), batches, read);
        }
    }

    /** A session's counters are the server's once it has ended. */
    private static void awaitGone(Connection connection) throws SQLException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (BenchErp.number(connection, SESSIONS) > 0) {
            if (System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException("the hub's connection to the ERP does not end");
            }
            LockSupport.parkNanos(GLANCE_NANOS);
        }
    }

    private static int batches(int port) throws IOException, InterruptedException {
        HttpRequest metrics = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/metrics"))
                .timeout(PATIENCE)
                .build();
        String told = HttpClient.newHttpClient()
                .send(metrics, HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher batches = Pattern.compile("(?m)^bench_hub_erp_batches_total[^ ]* ([0-9.]+)$")
                .matcher(told);
        if (!batches.find()) {
            throw new IllegalStateException("the hub does not tell its batches:\n" + told);
        }
        return (int) Double.parseDouble(batches.group(1));
    }

    double statementsPerChange() {
        return statements / (double) changes;
    }

    double rowsPerChange() {
        return rowsRead / (double) changes;
    }

    double selectsPerBatch() {
        return selects / (double) batches;
    }
}
