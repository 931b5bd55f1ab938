package io.crossdock.bench.cdc;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.PostgresServer;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The sample ERP with many articles; a mapping file with a slot of its own for each contender. */
public final class BenchErp {

    /** What one transaction of a backlog changes: a level in each warehouse, or a price on each list. */
    static final int ARTICLES_A_TRANSACTION = 200;

    static final int ROWS_A_TRANSACTION = 2 * ARTICLES_A_TRANSACTION;

    /** Twice as many rows as a batch of the engine may have, and more: no row is twice in a batch. */
    static final int ARTICLES = 10_000;

    private static final String DATABASE = "erp";
    private static final String ROLE = "crossdock";
    private static final String PASSWORD = "only-for-the-benchmark";
    private static final long SEED = 1;

    private final PostgresServer postgres;
    private final Path folder;
    private final Path mapping;
    private final String ownerUrl;

    private BenchErp(Backbone backbone, Path mapping, String ownerUrl) {
        this.postgres = backbone.postgres();
        this.folder = backbone.folder().path();
        this.mapping = mapping;
        this.ownerUrl = ownerUrl;
    }

    /** With {@link #ARTICLES} in two warehouses. */
    static BenchErp create(Backbone backbone, Path mapping) throws SQLException {
        return create(backbone, mapping, ARTICLES, List.of("H1", "L1"));
    }

    /**
     * @param mapping the sample ERP's mapping file
     * @param articles how many, from {@code A-00001} on, each in every warehouse
     */
    public static BenchErp create(Backbone backbone, Path mapping, int articles, List<String> warehouses)
            throws SQLException {
        PostgresServer postgres = backbone.postgres();
        String url =
                postgres.createDatabase(DATABASE) + "?user=" + postgres.user() + "&password=" + postgres.password();
        LegacyErp erp = LegacyErp.create(url);
        erp.fill(articles, warehouses, SEED);
        erp.admitCrossdock(ROLE, PASSWORD);
        return new BenchErp(backbone, mapping, url);
    }

    static String sku(int number) {
        return "A-%05d".formatted(number % ARTICLES + 1);
    }

    /** Its owner's. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(ownerUrl);
    }

    /** The sample's mapping file for this server, with this slot. */
    public Path mappingFile(String slot) throws IOException {
        String text = Files.readString(mapping)
                .replace("{{env:LEGACY_ERP_HOST}}", postgres.host())
                .replace("{{env:LEGACY_ERP_PORT}}", Integer.toString(postgres.port()))
                .replace("{{env:LEGACY_ERP_DATABASE}}", DATABASE)
                .replace("{{secret:legacy-erp/password}}", PASSWORD)
                .replace("slot: crossdock_legacy", "slot: " + slot);
        return Files.writeString(folder.resolve(slot + ".erp.yaml"), text);
    }

    /**
     * Rows that were changed.
     *
     * @param position in the log; passed once the last of them has been handled
     */
    record Backlog(int rows, long position) {}

    /** Changes so many levels or a few more, each by one piece, in transactions of {@link #ROWS_A_TRANSACTION}. */
    Backlog changeLevels(int rows) throws SQLException {
        return change("update lagbst set bestd = bestd + 1 where artnr between ? and ?", rows, ARTICLES);
    }

    /**
     * The same with prices.
     *
     * @param articles how many of them change, again and again
     */
    Backlog changePrices(int rows, int articles) throws SQLException {
        return change("update prslst set preis = preis + 0.01 where artnr between ? and ?", rows, articles);
    }

    private Backlog change(String sql, int rows, int articles) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement update = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            long position = 0;
            int first = 0;
            int changed = 0;
            while (changed < rows) {
                update.setString(1, sku(first));
                update.setString(2, sku(first + ARTICLES_A_TRANSACTION - 1));
                changed += update.executeUpdate();
                position = position(connection);
                connection.commit();
                first = (first + ARTICLES_A_TRANSACTION) % articles;
            }
            return new Backlog(changed, position);
        }
    }

    private static long position(Connection connection) throws SQLException {
        return number(connection, "select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint");
    }

    /** Up to where a slot's reader said that it has stored everything; -1 while there is no such slot. */
    static long confirmed(Connection connection, String slot) throws SQLException {
        return number(
                connection,
                "select coalesce(max(confirmed_flush_lsn - '0/0'::pg_lsn), -1)::bigint from pg_replication_slots"
                        + " where slot_name = '" + slot + "'");
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** As the server's administrator. */
    void administer(String... statements) throws SQLException {
        try (Connection connection = postgres.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static String role() {
        return ROLE;
    }
}
