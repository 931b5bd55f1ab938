package io.crossdock.sandbox.legacyerp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ERP's interface tables for orders, and the job that reads them every night: it books, or rejects with a message.
 * Threads may share it.
 */
public final class LegacyOrderEntry {

    private final LegacyDatabase database;

    private LegacyOrderEntry(LegacyDatabase database) {
        this.database = database;
    }

    /**
     * An order that came in.
     *
     * @param status 0 came in, 2 booked, 9 rejected
     * @param lines such as {@code A-1 H1 2}
     */
    public record Incoming(String orderId, int attempt, int status, String message, String buyer, List<String> lines) {}

    /**
     * Creates the tables and a role that may fill them.
     *
     * @param jdbcUrl of a database in which {@link LegacyErp#create} made the others, with its owner's user and password
     * @param role one for each database of a server
     */
    public static LegacyOrderEntry install(String jdbcUrl, String role, String password) throws SQLException {
        LegacyDatabase database = new LegacyDatabase(jdbcUrl);
        database.script(
                "order-entry", Map.of(":\"role\"", role, ":'password'", "'" + password.replace("'", "''") + "'"));
        return new LegacyOrderEntry(database);
    }

    /**
     * The night comes.
     *
     * @return how many orders it booked or rejected
     */
    public int runNightlyJob() throws SQLException {
        return database.query("call aufverb()", rows -> {
            rows.next();
            return rows.getInt(1);
        });
    }

    /** All that came in, in the order of their ids and attempts. */
    public List<Incoming> incoming() throws SQLException {
        return database.query(
                "select trim(k.kdref), k.versu, k.stat, trim(k.meldg), trim(k.name),"
                        + " trim(p.artnr), trim(coalesce(p.lager, '-')), p.menge"
                        + " from aufein k left join aufeip p on p.kdref = k.kdref and p.versu = k.versu"
                        + " order by 1, 2, p.posnr",
                LegacyOrderEntry::read);
    }

    private static List<Incoming> read(ResultSet rows) throws SQLException {
        Map<List<Object>, Incoming> read = new LinkedHashMap<>();
        while (rows.next()) {
            Incoming order = new Incoming(
                    rows.getString(1),
                    rows.getInt(2),
                    rows.getInt(3),
                    rows.getString(4),
                    rows.getString(5),
                    new ArrayList<>());
            read.putIfAbsent(List.of(order.orderId(), order.attempt()), order);
            if (rows.getString(6) != null) {
                String quantity = rows.getBigDecimal(8).stripTrailingZeros().toPlainString();
                read.get(List.of(order.orderId(), order.attempt()))
                        .lines()
                        .add(rows.getString(6) + " " + rows.getString(7) + " " + quantity);
            }
        }
        return List.copyOf(read.values());
    }
}
