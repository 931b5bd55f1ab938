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
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL server with logical decoding, which flushes every commit: without {@code fsync} and
 * {@code synchronous_commit} the log would reach its readers 200 ms late, and change capture would look slow.
 *
 * <p>Passwords are checked (SCRAM), so that a role made by the caller has the rights it was given and no others.
 */
public final class PostgresServer implements BackbonePart {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("wal_level", "logical"),
            Map.entry("max_wal_senders", "16"),
            Map.entry("max_replication_slots", "16"),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("shared_buffers", "64MB"),
            // The default puts files into /dev/shm, which a killed server would leave there.
            Map.entry("dynamic_shared_memory_type", "mmap"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"));

    private final RunFolder run;
    private final Unprivileged unprivileged;
    private final Path folder;
    private final int port = FreePort.find();
    private Path binaries;
    private ChildProcess process;
    private PostgresServer standby;

    PostgresServer(RunFolder run, Unprivileged unprivileged) {
        this(run, unprivileged, "postgres");
    }

    private PostgresServer(RunFolder run, Unprivileged unprivileged, String name) {
        this.run = run;
        this.unprivileged = unprivileged;
        this.folder = run.path().resolve(name);
    }

    public String host() {
        return "127.0.0.1";
    }

    /** Stays the same over {@link #kill()} and {@link #start()}. */
    public int port() {
        return port;
    }

    /** The superuser. */
    public String user() {
        return "postgres";
    }

    public String password() {
        return "postgres";
    }

    /** Without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Connects the superuser; the database {@code postgres} is always there. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), user(), password());
    }

    /**
     * Makes a database and returns its JDBC URL.
     *
     * @param name lower case letters, digits and underscores
     */
    public String createDatabase(String name) throws SQLException {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("Not a plain database name: " + name);
        }
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return jdbcUrl(name);
    }

    /** Starts the server, again after {@link #kill()}: on the same port with the same data. */
    @Override
    public synchronized void start() {
        start(new String[0]);
    }

    private void start(String... settings) {
        if (process != null && process.isAlive()) {
            return;
        }
        if (binaries == null) {
            binaries = unprivileged.seesCache()
                    ? PostgresBinaries.cached()
                    : PostgresBinaries.unpackTo(run.path().resolve("postgres-binaries"));
            initialize();
        }
        process = ChildProcess.start("postgres", log(), serverCommand(Stream.of(settings)));
        process.awaitReady(START_PATIENCE, this::answers);
    }

    /** Ends the server and its sessions as a power cut would. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Ends as by a power cut, and comes back as the server that takes over: with all data, on a new timeline. */
    public synchronized void failOver() {
        kill();
        try {
            Files.createFile(data().resolve("recovery.signal"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot have " + data() + " recovered", e);
        }
        // Nobody is let in before it has taken over.
        start("hot_standby=off", "restore_command=false");
    }

    /** Keeps its data as they are now, for {@link #setBack()}; the server is ended and started for it. */
    public synchronized void save() {
        kill();
        replace(saved(), data());
        start();
    }

    /** Ends, and starts again with the data that were saved, as after the snapshot of a disk was restored. */
    public synchronized void setBack() {
        kill();
        replace(data(), saved());
        start();
    }

    /**
     * Starts a standby that repeats what this server does from now on, and can be asked; it is discarded with this server,
     * which is ended and started for it. Its replay is halted by {@code pg_wal_replay_pause()}.
     */
    public synchronized PostgresServer startStandby() {
        standby = new PostgresServer(run, unprivileged, "postgres-standby");
        standby.binaries = binaries;
        kill();
        try {
            Files.createDirectories(standby.folder);
            replace(standby.data(), data());
            Files.deleteIfExists(standby.data().resolve("postmaster.pid"));
            Files.createFile(standby.data().resolve("standby.signal"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + data(), e);
        }
        start();
        standby.start("primary_conninfo=host=127.0.0.1 port=" + port + " user=" + user() + " password=" + password());
        return standby;
    }

    private void replace(Path folder, Path by) {
        String script = "rm -rf \"$1\" && cp -a \"$2\" \"$1\"";
        ChildProcess.start("copy", log(), List.of("sh", "-c", script, "sh", folder.toString(), by.toString()))
                .awaitSuccess(START_PATIENCE);
    }

    private Path saved() {
        return folder.resolve("saved");
    }

    /** Leaves connections open and answers nobody until {@link #resume()}. */
    public synchronized void pause() {
        process.pause();
    }

    public synchronized void resume() {
        process.resume();
    }

    @Override
    public synchronized void discard() {
        if (standby != null) {
            standby.discard();
        }
        if (process != null && process.isAlive()) {
            process.resume();
            // The immediate shutdown: no checkpoint, no wait for replication clients, but shared memory is given back.
            process.end("QUIT");
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return run.path().resolve("postgres.log");
    }

    private void initialize() {
        Path password = folder.resolve("password");
        try {
            Files.createDirectories(folder);
            Files.writeString(password, password());
            unprivileged.own(folder, password);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + folder, e);
        }
        List<String> command = command(
                "initdb",
                Stream.of("-D", data().toString(), "-U", user(), "--pwfile=" + password, "-A", "scram-sha-256"),
                Stream.of("-E", "UTF8", "--no-locale", "--no-sync", "-c", run.mark()));
        ChildProcess.start("initdb", log(), command).awaitSuccess(START_PATIENCE);
    }

    private List<String> serverCommand(Stream<String> more) {
        Stream<String> settings =
                SETTINGS.entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue());
        // The cluster's name is part of the command line that the server's own processes show.
        Stream<String> own = Stream.of("port=" + port, "cluster_name=" + run.mark(), run.mark());
        return command(
                "postgres",
                Stream.of("-D", data().toString()),
                Stream.of(settings, own, more).flatMap(each -> each).flatMap(setting -> Stream.of("-c", setting)));
    }

    private List<String> command(String program, Stream<String> first, Stream<String> second) {
        List<String> command = new ArrayList<>(unprivileged.prefix());
        command.add(binaries.resolve("bin").resolve(program).toString());
        first.forEach(command::add);
        second.forEach(command::add);
        return command;
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
