package io.crossdock.sandbox.legacyerp;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the ERP's own users and jobs do, and what is true afterwards. Each verb is one transaction of the ERP's own; keys
 * and codes are the ERP's (warehouse {@code H1}, price list {@code 01}), without their padding. Threads may share it.
 */
public final class LegacyErp {

    private final LegacyDatabase database;

    private LegacyErp(LegacyDatabase database) {
        this.database = database;
    }

    /**
     * One line to book.
     *
     * @param quantity pieces; more than are there is possible, as in the real ones
     */
    public record Line(String sku, String warehouse, BigDecimal quantity) {}

    /**
     * Creates the tables.
     *
     * @param jdbcUrl of an empty database, with user and password of its owner
     */
    public static LegacyErp create(String jdbcUrl) throws SQLException {
        LegacyErp erp = open(jdbcUrl);
        erp.database.script("schema", Map.of());
        return erp;
    }

    /** An ERP that was created before. */
    public static LegacyErp open(String jdbcUrl) {
        return new LegacyErp(new LegacyDatabase(jdbcUrl));
    }

    /**
     * Does what its database administrator does for Crossdock: a role, and on PostgreSQL the publication {@code
     * crossdock_legacy}.
     *
     * @param role such as {@code crossdock}; one for each database of a server
     */
    public void admitCrossdock(String role, String password) throws SQLException {
        database.script("roles", Map.of(":\"role\"", role, ":'password'", "'" + password.replace("'", "''") + "'"));
    }

    /** Articles {@code A-00001} and on, each with prices on both lists and a level in every warehouse. */
    public void fill(int articles, List<String> warehouses, long seed) throws SQLException {
        LegacyFilling.fill(database, articles, warehouses, seed);
    }

    /** @param group the merchandise group, at most four characters */
    public void addArticle(String sku, String title, String group) throws SQLException {
        database.update("insert into artst values (?, ?, ?, 1)", sku, title, group);
    }

    public void discontinue(String sku) throws SQLException {
        database.update("update artst set stat = 9 where artnr = ?", sku);
    }

    /** A count, a receipt, a correction: from now on so many are there. */
    public void setLevel(String sku, String warehouse, BigDecimal onHand) throws SQLException {
        database.update(
                database.upsert("insert into lagbst values (?, ?, ?)", "artnr, lager", "bestd = new.bestd"),
                sku,
                warehouse,
                onHand);
    }

    /** The article is no longer kept in that warehouse. */
    public void removeLevel(String sku, String warehouse) throws SQLException {
        database.update("delete from lagbst where artnr = ? and lager = ?", sku, warehouse);
    }

    public void changePrice(String sku, String list, BigDecimal amount, String currency) throws SQLException {
        database.update(
                database.upsert(
                        "insert into prslst values (?, ?, ?, ?)", "artnr, prlst", "preis = new.preis, whrg = new.whrg"),
                sku,
                list,
                amount,
                currency);
    }

    public void removePrice(String sku, String list) throws SQLException {
        database.update("delete from prslst where artnr = ? and prlst = ?", sku, list);
    }

    /**
     * Books an order or a till's sale: header, lines, and the levels less the lines, in one transaction. An order that is
     * known already is left as it is.
     *
     * @param orderId whose it is, such as {@code shopify-us:8209829}
     * @return the ERP's own number
     */
    public int book(String orderId, List<Line> lines) throws SQLException {
        return database.transaction(connection -> {
            Integer known = numberOf(connection, orderId);
            return known != null ? known : insert(connection, orderId, lines);
        });
    }

    private int insert(Connection connection, String orderId, List<Line> lines) throws SQLException {
        int number = nextNumber(connection);
        LegacyDatabase.update(connection, "insert into aufkpf values (?, ?, 20)", number, orderId);
        int position = 10;
        for (Line line : lines) {
            LegacyDatabase.update(
                    connection,
                    "insert into aufpos values (?, ?, ?, ?, ?)",
                    number,
                    position,
                    line.sku(),
                    line.warehouse(),
                    line.quantity());
            move(connection, line.sku(), line.warehouse(), line.quantity().negate());
            position += 10;
        }
        return number;
    }

    /** Cancels a booked order: its pieces are back on hand. An unknown one, or one cancelled already, changes nothing. */
    public void cancel(String orderId) throws SQLException {
        database.transaction(connection -> {
            Integer number = numberOf(connection, orderId);
            if (number == null
                    || LegacyDatabase.update(
                                    connection, "update aufkpf set stat = 90 where aufnr = ? and stat = 20", number)
                            == 0) {
                return 0;
            }
            for (Line line : linesOf(connection, number)) {
                move(connection, line.sku(), line.warehouse(), line.quantity());
            }
            return number;
        });
    }

    /** What is on hand now, by article and warehouse. */
    public Map<String, Map<String, BigDecimal>> levels() throws SQLException {
        return byArticle("select trim(artnr), trim(lager), bestd from lagbst");
    }

    /** What articles cost now, by article and price list. */
    public Map<String, Map<String, BigDecimal>> prices() throws SQLException {
        return byArticle("select trim(artnr), trim(prlst), preis from prslst");
    }

    /** The ids of the orders that are booked and not cancelled. */
    public Set<String> bookedOrders() throws SQLException {
        return database.query("select trim(kdref) from aufkpf where stat = 20", rows -> {
            Set<String> ids = new TreeSet<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        });
    }

    private Map<String, Map<String, BigDecimal>> byArticle(String sql) throws SQLException {
        return database.query(sql, rows -> {
            Map<String, Map<String, BigDecimal>> found = new TreeMap<>();
            while (rows.next()) {
                found.computeIfAbsent(rows.getString(1), sku -> new TreeMap<>())
                        .put(rows.getString(2), rows.getBigDecimal(3));
            }
            return found;
        });
    }

    private static Integer numberOf(Connection connection, String orderId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select aufnr from aufkpf where kdref = ?")) {
            select.setString(1, orderId);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getInt(1) : null;
            }
        }
    }

    private static int nextNumber(Connection connection) throws SQLException {
        LegacyDatabase.update(connection, "update numkr set stand = stand + 1 where obj = 'AUFNR'");
        try (PreparedStatement next = connection.prepareStatement("select stand from numkr where obj = 'AUFNR'");
                ResultSet rows = next.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static List<Line> linesOf(Connection connection, int number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select trim(artnr), trim(lager), menge from aufpos where aufnr = ? order by posnr")) {
            select.setInt(1, number);
            List<Line> lines = new java.util.ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lines.add(new Line(rows.getString(1), rows.getString(2), rows.getBigDecimal(3)));
                }
            }
            return lines;
        }
    }

    private void move(Connection connection, String sku, String warehouse, BigDecimal quantity) throws SQLException {
        LegacyDatabase.update(
                connection,
                database.upsert(
                        "insert into lagbst values (?, ?, ?)", "artnr, lager", "bestd = lagbst.bestd + new.bestd"),
                sku,
                warehouse,
                quantity);
    }
}
