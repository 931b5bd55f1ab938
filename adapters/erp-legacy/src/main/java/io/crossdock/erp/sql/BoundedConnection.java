package io.crossdock.erp.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** Connections for short questions: who does not answer within half a minute is given up. */
public final class BoundedConnection {

    private BoundedConnection() {}

    /** @throws SQLException also when nobody answers within 10 s; so do its statements after 30 s */
    public static Connection open(String jdbcUrl, String user, String password) throws SQLException {
        return open(jdbcUrl, user, password, Map.of());
    }

    /**
     * The same with settings of the driver.
     *
     * @throws SQLException also when nobody answers within 10 s; so do its statements after 30 s
     */
    public static Connection open(String jdbcUrl, String user, String password, Map<String, String> driver)
            throws SQLException {
        Properties properties = new Properties();
        properties.putAll(driver);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        // MariaDB's driver counts in milliseconds, PostgreSQL's in seconds.
        String unit = jdbcUrl.startsWith("jdbc:mariadb:") ? "000" : "";
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("connectTimeout", "10" + unit);
        properties.setProperty("socketTimeout", "30" + unit);
        return DriverManager.getConnection(jdbcUrl, properties);
    }
}
