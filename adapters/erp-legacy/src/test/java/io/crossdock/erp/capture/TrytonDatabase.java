package io.crossdock.erp.capture;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * A real Tryton's database and what Tryton wrote into it, action by action; {@code -Dcrossdock.tryton=DIR} says where they
 * lie, if not beside the checkout. A test that wants them is skipped, and says so, where there are none.
 */
final class TrytonDatabase {

    private static final String FOLDER = "crossdock.tryton";

    private final Path folder;

    private TrytonDatabase(Path folder) {
        this.folder = folder;
    }

    /** @param checkout the project's own folder */
    static TrytonDatabase find(Path checkout) {
        Path folder = Path.of(System.getProperty(
                FOLDER, checkout.resolveSibling("shared/erp/tryton").toString()));
        assumeTrue(Files.exists(folder.resolve("initial.sql")), "needs a dump of Tryton in -D" + FOLDER);
        return new TrytonDatabase(folder);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** As psql would: statement by statement, the rows of COPY between them. */
    void load(Connection connection) throws IOException, SQLException {
        StringBuilder text = new StringBuilder();
        boolean isData = false;
        for (String line : Files.readAllLines(file("initial.sql"))) {
            if (isData && line.equals("\\.")) {
                copy(connection, text);
                isData = false;
            } else if (isData || !line.isEmpty() && !line.startsWith("--") && !line.startsWith("\\")) {
                text.append(line).append('\n');
                if (!isData && line.startsWith("COPY ")) {
                    isData = true;
                } else if (!isData && line.endsWith(";")) {
                    execute(connection, text);
                }
            }
        }
        connection.createStatement().execute("set search_path = public");
    }

    private static void copy(Connection connection, StringBuilder text) throws IOException, SQLException {
        int end = text.indexOf("\n");
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(text.substring(0, end), new StringReader(text.substring(end + 1)));
        text.setLength(0);
    }

    private static void execute(Connection connection, StringBuilder text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text.toString());
        }
        text.setLength(0);
    }

    List<Path> actions() throws IOException {
        try (Stream<Path> files = Files.list(file("actions"))) {
            return files.sorted().toList();
        }
    }

    /** What one of Tryton's sessions wrote without another between is taken for a transaction. */
    static void replay(Connection connection, Path action) throws IOException, SQLException {
        List<String> transaction = new ArrayList<>();
        String session = "";
        for (String part : Files.readString(action).split("(?m)^-- pid ")) {
            int end = part.indexOf('\n');
            if (end > 0) {
                if (!part.substring(0, end).equals(session)) {
                    commit(connection, transaction);
                }
                session = part.substring(0, end);
                transaction.add(part.substring(end));
            }
        }
        commit(connection, transaction);
    }

    private static void commit(Connection connection, List<String> transaction) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : transaction) {
                statement.execute(sql);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        transaction.clear();
    }
}
