package io.crossdock.faults;

import io.crossdock.backbone.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The ERP's own people at work: small and large transactions without an end, each statement with little time. What fails
 * while the server answers is the capture's fault.
 */
final class ErpTrade implements AutoCloseable {

    private static final List<String> WAREHOUSES = List.of("H1", "L1");

    private final PostgresServer server;
    private final String database;
    private final int articles;
    private final Random random = new Random(4711);
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final Thread thread = new Thread(this::run, "erp-trade");
    private volatile boolean isEnough;

    ErpTrade(PostgresServer server, String database, int articles) {
        this.server = server;
        this.database = database;
        this.articles = articles;
    }

    void start() {
        thread.start();
    }

    /** Ends after the transaction it is at. */
    void finish() throws InterruptedException {
        isEnough = true;
        thread.join(Duration.ofMinutes(5).toMillis());
    }

    long transactions() {
        return transactions.get();
    }

    /** What the server refused while it was there. */
    List<String> failures() {
        return failures;
    }

    Duration longest() {
        return Duration.ofNanos(longestNanos.get());
    }

    private void run() {
        while (!isEnough) {
            try (Connection connection = server.connect(database);
                    Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = '1s'");
                statement.execute("set statement_timeout = '5s'");
                connection.setAutoCommit(false);
                while (!isEnough) {
                    transact(connection, statement);
                }
            } catch (SQLException e) {
                if (!isAway(e)) {
                    failures.add(e.getSQLState() + " " + e.getMessage());
                }
            }
        }
    }

    private void transact(Connection connection, Statement statement) throws SQLException {
        long began = System.nanoTime();
        int changes = random.nextInt(20) == 0 ? 200 : 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            statement.execute(change());
        }
        if (random.nextInt(10) == 0) {
            connection.rollback();
        } else {
            connection.commit();
        }
        transactions.incrementAndGet();
        longestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
    }

    private String change() {
        String article = String.format("'A-%05d'", 1 + random.nextInt(articles));
        String warehouse = "'" + WAREHOUSES.get(random.nextInt(WAREHOUSES.size())) + "'";
        return switch (random.nextInt(12)) {
            case 0 -> "delete from lagbst where artnr = " + article + " and lager = " + warehouse;
            case 1 ->
                "insert into prslst values (" + article + ", '01', " + random.nextInt(100_000) / 100.0 + ", 'EUR')"
                        + " on conflict (artnr, prlst) do update set preis = excluded.preis";
            case 2 -> "delete from prslst where artnr = " + article + " and prlst = '02'";
            case 3 -> "update artst set stat = 10 - stat where artnr = " + article;
            default ->
                "insert into lagbst values (" + article + ", " + warehouse + ", " + random.nextInt(1000) + ")"
                        + " on conflict (artnr, lager) do update set bestd = excluded.bestd";
        };
    }

    /** Its connection broke, or the server starts or stops: classes 08 and 57P. */
    private static boolean isAway(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    @Override
    public void close() {
        isEnough = true;
        thread.interrupt();
    }
}
