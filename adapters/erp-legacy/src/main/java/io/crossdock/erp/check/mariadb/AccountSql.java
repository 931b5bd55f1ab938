package io.crossdock.erp.check.mariadb;

import io.crossdock.erp.ErpConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The statements that a database's administrator runs; the password is left out, since output ends up in tickets. */
final class AccountSql {

    private AccountSql() {}

    /** @param account such as {@code crossdock@%} */
    static String quotedAccount(String account) {
        int at = account.lastIndexOf('@');
        return text(account.substring(0, at)) + "@" + text(account.substring(at + 1));
    }

    /** @param table with its database */
    static String quotedTable(String table) {
        int dot = table.indexOf('.');
        return name(table.substring(0, dot)) + "." + name(table.substring(dot + 1));
    }

    static String grantLog(String account) {
        return "grant replication slave, binlog monitor on *.* to " + quotedAccount(account) + ";";
    }

    static String grantSelect(String account, String table) {
        return "grant select on " + quotedTable(table) + " to " + quotedAccount(account) + ";";
    }

    /** What a server that knows nothing of Crossdock yet needs. */
    static List<String> admission(ErpConfig config) {
        String account = config.database().user() + "@%";
        List<String> sql = new ArrayList<>();
        sql.add("create user " + quotedAccount(account) + " identified by '...';");
        Set<String> tables = new TreeSet<>(MariaDbCatalog.asked(config));
        if (config.connect().isEmpty()) {
            sql.add(grantLog(account));
            tables.addAll(config.tables());
        }
        tables.forEach(table -> sql.add(grantSelect(account, table)));
        return sql;
    }

    private static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String text(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
