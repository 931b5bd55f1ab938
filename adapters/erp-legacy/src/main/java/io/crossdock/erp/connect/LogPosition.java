package io.crossdock.erp.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.erp.mapping.BinlogPosition;

/**
 * Where a change stands in its database's log, as a number that rises with every commit, read from the {@code source} block
 * (Debezium 3.5, each connector's page, "Change event values").
 */
final class LogPosition {

    private LogPosition() {}

    /** @throws UnreadableRecordException when the connector is of another kind, or does not tell */
    static long of(JsonNode source, boolean isRead) {
        String connector = source.path("connector").asText();
        return switch (connector) {
            case "postgresql" -> postgres(source, isRead);
            case "mysql", "mariadb" -> binlog(source);
            default ->
                throw new UnreadableRecordException("is written by the connector '" + connector
                        + "', whose positions are not known; known: postgresql, mysql, mariadb");
        };
    }

    /**
     * {@code sequence} holds the last commit before the row and the row's own position. The rows of open transactions
     * interleave, but no two transactions have the same commit before them: all rows of one share it, and it rises with
     * every commit. Positions are multiples of eight, so one more stands between what was read at a commit and the next.
     */
    private static long postgres(JsonNode source, boolean isRead) {
        String sequence = source.path("sequence").asText();
        String[] parts = sequence.replaceAll("[\\[\\]\" ]", "").split(",", -1);
        if (parts.length == 2 && parts[0].matches("\\d{1,19}")) {
            return Long.parseLong(parts[0]) + (isRead ? 0 : 1);
        }
        // Before the first commit that the connector sees; a snapshot's rows share the position that it shows.
        if (!source.path("lsn").canConvertToLong()) {
            throw new UnreadableRecordException("does not tell its position in the log");
        }
        return source.path("lsn").asLong();
    }

    /** The binlog's transactions do not interleave: file and position rise from commit to commit. */
    private static long binlog(JsonNode source) {
        String file = source.path("file").asText();
        if (!BinlogPosition.isFile(file) || !source.path("pos").canConvertToLong()) {
            throw new UnreadableRecordException("does not tell its position in the log");
        }
        return BinlogPosition.of(file, source.path("pos").asLong());
    }
}
