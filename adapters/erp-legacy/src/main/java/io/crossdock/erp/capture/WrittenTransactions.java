package io.crossdock.erp.capture;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Up to where a MariaDB server has numbered the transactions of its binlog. The numbers only rise, until the binlog begins
 * anew: its files then have the names that they had, and may be longer than what was read of the former ones. See <a
 * href="https://mariadb.com/kb/en/gtid/">Global Transaction ID</a>.
 *
 * @param newest number of the newest transaction by its domain, whichever server wrote it
 */
record WrittenTransactions(Map<String, Long> newest) {

    WrittenTransactions {
        newest = Map.copyOf(newest);
    }

    /** @param list of {@code domain-server-number}, with commas; more than one of a domain where servers took turns */
    static WrittenTransactions parse(String list) {
        Map<String, Long> newest = new TreeMap<>();
        Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(each -> each.split("-"))
                .forEach(parts -> newest.merge(parts[0], Long.parseLong(parts[2]), Math::max));
        return new WrittenTransactions(newest);
    }

    static WrittenTransactions of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select @@global.gtid_binlog_state")) {
            row.next();
            return parse(Objects.requireNonNullElse(row.getString(1), ""));
        }
    }

    boolean isEmpty() {
        return newest.isEmpty();
    }

    /** Whether the log has come to all that another list names. */
    boolean include(WrittenTransactions others) {
        return others.newest().entrySet().stream()
                .allMatch(other -> newest.getOrDefault(other.getKey(), 0L) >= other.getValue());
    }
}
