package io.crossdock.backbone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A MariaDB server with a binlog of whole rows, which flushes every commit, as an ERP's database would have it. Passwords
 * are checked, so that an account made by the caller has the rights it was given and no others.
 */
public final class MariaDbServer implements BackbonePart {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    /** It would make a certificate at the first start, which takes longer than all the rest. */
    private static final List<String> WITHOUT_TLS = List.of("--skip-ssl");

    private static final List<String> SETTINGS = List.of(
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--server-id=1",
            "--log-bin=binlog",
            "--binlog-format=ROW",
            "--binlog-row-image=FULL",
            "--sync-binlog=1",
            "--innodb-flush-log-at-trx-commit=1",
            "--innodb-buffer-pool-size=64M",
            "--innodb-use-native-aio=0",
            "--character-set-server=utf8mb4",
            "--default-time-zone=+00:00");

    private final RunFolder run;
    private final Unprivileged unprivileged;
    private final Path folder;
    private final int port = FreePort.find();
    private List<String> tls = WITHOUT_TLS;
    private Path binaries;
    private ChildProcess process;

    MariaDbServer(RunFolder run, Unprivileged unprivileged) {
        this.run = run;
        this.unprivileged = unprivileged;
        this.folder = run.path().resolve("mariadb");
    }

    public String host() {
        return "127.0.0.1";
    }

    /** Stays the same over {@link #kill()} and {@link #start()}. */
    public int port() {
        return port;
    }

    /** Who may do everything. */
    public String user() {
        return "root";
    }

    public String password() {
        return "mariadb";
    }

    /** Without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    /** Connects {@link #user()}; the database {@code mysql} is always there. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), user(), password());
    }

    /**
     * Makes a database, an empty one where there is one of that name, and returns its JDBC URL.
     *
     * @param name lower case letters, digits and underscores
     */
    public String recreateDatabase(String name) throws SQLException {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("Not a plain database name: " + name);
        }
        try (Connection connection = connect("mysql");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name);
        }
        return jdbcUrl(name);
    }

    /** Starts the server, again after {@link #kill()}: on the same port with the same data. */
    @Override
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        if (binaries == null) {
            binaries = unprivileged.seesCache()
                    ? MariaDbBinaries.cached()
                    : MariaDbBinaries.unpackTo(run.path().resolve("mariadb-binaries"));
            initialize();
        }
        process = ChildProcess.start(
                "mariadb",
                log(),
                command(
                        "bin/mariadbd",
                        Stream.of(
                                        SETTINGS,
                                        tls,
                                        List.of(
                                                "--port=" + port,
                                                "--socket=" + folder.resolve("socket"),
                                                "--pid-file=" + folder.resolve("pid"),
                                                "--init-file=" + accounts()))
                                .flatMap(List::stream)));
        process.awaitReady(START_PATIENCE, this::answers);
    }

    /**
     * Ends the server, and starts it again with a certificate for 127.0.0.1 that it signed itself. Whoever does not ask for
     * TLS is let in as before.
     *
     * @return the certificate, as PEM
     */
    public synchronized Path restartWithTls() {
        kill();
        try {
            ServerCertificate certificate = ServerCertificate.make(folder.resolve("tls"));
            unprivileged.own(folder.resolve("tls"), certificate.certificate());
            unprivileged.own(folder.resolve("tls"), certificate.key());
            tls = List.of("--ssl-cert=" + certificate.certificate(), "--ssl-key=" + certificate.key());
            start();
            return certificate.certificate();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a certificate", e);
        }
    }

    /** As it was before {@link #restartWithTls()}. */
    public synchronized void restartWithoutTls() {
        kill();
        tls = WITHOUT_TLS;
        start();
    }

    /** Ends the server and its sessions as a power cut would. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public synchronized void discard() {
        kill();
    }

    private Path accounts() {
        return folder.resolve("accounts.sql");
    }

    private Path log() {
        return run.path().resolve("mariadb.log");
    }

    private void initialize() {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    accounts(),
                    "set sql_log_bin = 0;\nalter user 'root'@'127.0.0.1' identified by '" + password() + "';\n");
            unprivileged.own(folder, accounts());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + folder, e);
        }
        ChildProcess.start(
                        "mariadb-install-db",
                        log(),
                        command(
                                "scripts/mariadb-install-db",
                                Stream.of("--auth-root-authentication-method=normal", "--skip-test-db")))
                .awaitSuccess(START_PATIENCE);
    }

    private List<String> command(String program, Stream<String> options) {
        List<String> command = new ArrayList<>(unprivileged.prefix());
        command.add(binaries.resolve(program).toString());
        // It must come first; no file of this computer's decides what is tested.
        command.add("--no-defaults");
        command.add("--basedir=" + binaries);
        command.add("--datadir=" + folder.resolve("data"));
        // It stands for nothing but the mark, which the watchdog looks for.
        command.add("--report-host=" + run.mark());
        options.forEach(command::add);
        return command;
    }

    private boolean answers() {
        try (Connection connection = connect("mysql")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
