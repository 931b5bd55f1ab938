package io.crossdock.erp;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code database.tls}: how connections to an ERP's database are encrypted, those that read its log as well as others.
 *
 * @param ca the path of a PEM file with the certificates that are trusted; empty where none is checked
 */
public record Tls(Mode mode, String ca) {

    /** How much is asked of the server. */
    public enum Mode {
        /** Nothing is encrypted. */
        OFF("off", "disable", "disable"),
        /** All is encrypted; whoever can stand in between can read it nevertheless. */
        REQUIRE("require", "require", "trust"),
        /** The server's certificate is of somebody who is trusted. */
        VERIFY_CA("verify-ca", "verify-ca", "verify-ca"),
        /** And it is for the host that is connected to. */
        VERIFY_FULL("verify-full", "verify-full", "verify-full");

        private final String label;
        private final String postgresql;
        private final String mariadb;

        Mode(String label, String postgresql, String mariadb) {
            this.label = label;
            this.postgresql = postgresql;
            this.mariadb = mariadb;
        }

        public boolean verifies() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }

        /** As the drivers of a kind of database name it, and Debezium too. */
        public String of(DatabaseType type) {
            return type == DatabaseType.POSTGRESQL ? postgresql : mariadb;
        }

        static Optional<Mode> labelled(String label) {
            return Arrays.stream(values())
                    .filter(mode -> mode.label.equals(label))
                    .findFirst();
        }

        static String labels() {
            return Arrays.stream(values()).map(mode -> mode.label).collect(Collectors.joining(", "));
        }
    }

    /** What it adds to a JDBC URL. */
    String parameters(DatabaseType type) {
        boolean isPostgres = type == DatabaseType.POSTGRESQL;
        String mode = (isPostgres ? "?sslmode=" : "?sslMode=") + mode().of(type);
        return mode().verifies() ? mode + (isPostgres ? "&sslrootcert=" : "&serverSslCert=") + ca : mode;
    }
}
