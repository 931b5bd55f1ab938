package io.crossdock.erp.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.erp.mapping.BinlogPosition;

/**
 * Where a change stands in its database's log, as a number that rises with every commit, read from the {@code source} block
 * (Debezium 3.5, each connector's page, "Change event values").
 */
final class LogPosition {

    private static final int HEXADECIMAL = 16;
    private static final int FILE_BITS = 23;
    private static final int BLOCK_BITS = 24;
    private static final int SLOT_BITS = 16;

    private LogPosition() {}

    /** @throws UnreadableRecordException when the connector is of another kind, or does not tell */
    static long of(JsonNode source, boolean isRead) {
        String connector = source.path("connector").asText();
        return switch (connector) {
            case "postgresql" -> postgres(source, isRead);
            case "mysql", "mariadb" -> binlog(source);
            case "oracle" -> oracle(source, isRead);
            case "sqlserver" -> sqlServer(source);
            default ->
                throw new UnreadableRecordException("is written by the connector '" + connector
                        + "', whose positions are not known; known: postgresql, mysql, mariadb, oracle, sqlserver");
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

    /** The system change number of the commit; a snapshot's rows share the one that it was read at. */
    private static long oracle(JsonNode source, boolean isRead) {
        String number = source.path(isRead ? "scn" : "commit_scn").asText();
        if (!number.matches("\\d{1,18}")) {
            throw new UnreadableRecordException("does not tell its position in the log");
        }
        return Long.parseLong(number);
    }

    /**
     * The commit's log sequence number: virtual log file, block of 512 bytes within it, and slot, each hexadecimal. One
     * number holds it while no file is larger than 8 GiB and none has a number above 8,388,607.
     */
    private static long sqlServer(JsonNode source) {
        String number = source.path("commit_lsn").asText();
        if (!number.matches("[0-9a-fA-F]{8}:[0-9a-fA-F]{8}:[0-9a-fA-F]{4}")) {
            throw new UnreadableRecordException("does not tell its position in the log");
        }
        String[] parts = number.split(":");
        long file = Long.parseLong(parts[0], HEXADECIMAL);
        long block = Long.parseLong(parts[1], HEXADECIMAL);
        if (file >> FILE_BITS != 0 || block >> BLOCK_BITS != 0) {
            throw new UnreadableRecordException("stands at a position beyond what one number holds: " + number);
        }
        return (file << BLOCK_BITS + SLOT_BITS) + (block << SLOT_BITS) + Long.parseLong(parts[2], HEXADECIMAL);
    }
}
