package io.crossdock.erp.orders;

import io.crossdock.canonical.Order;
import io.crossdock.erp.sql.BoundedConnection;
import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Enters orders into tables that the ERP's batch job reads: the order and its lines in one transaction. A unique key of the
 * order's table makes it that a repeated entry is found, also by a process that believes itself the only one.
 */
public final class InterfaceTable implements OrderInterface {

    /** pgjdbc otherwise says that every text is a varchar, which no integer column takes; other drivers do not know it. */
    private static final Map<String, String> UNTYPED = Map.of("stringtype", "unspecified");

    /** MariaDB and MySQL on a database, a table and a column; they have no SQL state of their own. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143);

    private final String erp;
    private final TableTarget target;
    private final OrderRows rows;
    private Connection connection;
    private InterfaceSql sql;

    public InterfaceTable(String erp, TableTarget target) {
        this.erp = erp;
        this.target = target;
        this.rows = new OrderRows(erp);
    }

    @Override
    public void enter(OrderEntry entry) {
        List<String> order = rows.ofOrder(target.orderColumns(), entry);
        List<List<String>> lines = rows.ofLines(target.lineColumns(), entry);
        List<String> key = rows.ofOrder(target.keys(), entry);
        try {
            open();
            if (!isEntered(order, lines, key)) {
                // Somebody was faster, who can only be ourselves: another process, or this one before it was killed.
                refuseRejected(entry, key);
            }
        } catch (SQLException e) {
            close();
            throw failure(entry.order(), e);
        }
    }

    /** Whether it was not there before. */
    private boolean isEntered(List<String> order, List<List<String>> lines, List<String> key) throws SQLException {
        if (sql.find(key).isPresent()) {
            return false;
        }
        // A transaction that has looked may be refused what others wrote since (innodb_snapshot_isolation).
        connection.rollback();
        try {
            sql.insert(order, lines);
            connection.commit();
            return true;
        } catch (SQLException e) {
            if (!InterfaceSql.isOfUniqueKey(e)) {
                throw e;
            }
            connection.rollback();
            if (sql.find(key).isEmpty()) {
                // Another key than ours, such as that of the ERP's own numbers, refuses it.
                throw e;
            }
            return false;
        }
    }

    /** What was rejected stays so until the ERP's own people do something about the row. */
    private void refuseRejected(OrderEntry entry, List<String> key) throws SQLException {
        Optional<InterfaceSql.Known> known = sql.find(key).filter(row -> isRejected(row.status()));
        connection.rollback();
        if (known.isPresent()) {
            throw Failure.rejected(
                    erp,
                    "order",
                    entry.order().id().value(),
                    PersonalWords.masked(
                                    message(known.get().message()),
                                    entry.order().shipTo())
                            + " (its row is still there)");
        }
    }

    @Override
    public String content(OrderEntry entry) {
        return rows.content(target.orderColumns(), target.lineColumns(), entry);
    }

    @Override
    public Map<Entered, String> rejections(Collection<Entered> open) {
        Map<Entered, String> rejected = new HashMap<>();
        if (target.answer().isEmpty() || open.isEmpty()) {
            return rejected;
        }
        try {
            open();
            for (Map.Entry<Entered, InterfaceSql.Known> row : sql.answers(open).entrySet()) {
                if (isRejected(row.getValue().status())) {
                    rejected.put(row.getKey(), message(row.getValue().message()));
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            close();
            throw failure(null, e);
        }
        return rejected;
    }

    private boolean isRejected(String status) {
        return target.answer()
                .filter(answer -> answer.rejected().contains(status))
                .isPresent();
    }

    private static String message(String told) {
        return told == null || told.isBlank() ? "the ERP rejected it and does not say why" : told.strip();
    }

    private void open() throws SQLException {
        if (connection == null) {
            Connection opened = BoundedConnection.open(target.jdbcUrl(), target.user(), target.password(), UNTYPED);
            try {
                opened.setAutoCommit(false);
                InterfaceSql statements = new InterfaceSql(opened, target);
                statements.requireUniqueKey(erp);
                connection = opened;
                sql = statements;
            } finally {
                if (connection == null) {
                    opened.close();
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // it is broken, which is why it is closed
        }
        connection = null;
    }

    /**
     * A value that does not fit, a constraint or a trigger of the ERP's own is about this order. Everything else would befall
     * the next one as well: a server that is away, a role that may not, a table or column that is not there.
     *
     * @param order null of a question about many
     */
    private Failure failure(Order order, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String said = said(e);
        said = PersonalWords.masked(said, order == null ? null : order.shipTo());
        boolean isOfOrder =
                state.startsWith("22") || state.startsWith("23") || state.startsWith("45") || state.startsWith("P0");
        if (isOfOrder) {
            return Failure.rejected(
                    erp, "order", order == null ? "" : order.id().value(), said);
        }
        return state.startsWith("28") || state.equals("42501") || DENIED.contains(e.getErrorCode())
                ? Failure.unauthorized(erp, "order", "SQL state " + state)
                : Failure.unavailable(erp, "order", said, e);
    }

    /** Without the connection's number, and without the value that MariaDB tells with signs of it written as bytes. */
    private static String said(SQLException e) {
        String line =
                e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
        return line.replaceFirst("^\\(conn=\\d+\\) ", "").replaceFirst("(Incorrect \\w+ value): '.*' for ", "$1 for ");
    }
}
