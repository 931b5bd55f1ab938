package io.crossdock.erp.connect;

import java.time.Instant;
import java.util.Optional;

/**
 * What the last row of a partition was; kept beside the partition's offset, so that a restart goes on with its numbers and
 * notices a log that began anew.
 *
 * @param epoch of the mapping file
 * @param number of the row's transaction
 * @param rows how many rows of this transaction there were so far; 0 for one that was read from the table
 */
public record PartitionMark(int epoch, long position, Instant at, long number, int rows) {

    /** As {@link #parse} reads it. */
    public String text() {
        return epoch + " " + position + " " + at.toEpochMilli() + " " + number + " " + rows;
    }

    /** Empty where nobody wrote one, as where an operator set the offset. */
    public static Optional<PartitionMark> parse(String text) {
        if (text == null || !text.matches("\\d{1,6}( -?\\d{1,19}){3} \\d{1,9}")) {
            return Optional.empty();
        }
        String[] parts = text.split(" ");
        return Optional.of(new PartitionMark(
                Integer.parseInt(parts[0]),
                Long.parseLong(parts[1]),
                Instant.ofEpochMilli(Long.parseLong(parts[2])),
                Long.parseLong(parts[3]),
                Integer.parseInt(parts[4])));
    }
}
