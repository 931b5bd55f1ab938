package io.crossdock.erp.mapping;

/**
 * A place in the binlog of MariaDB or MySQL as one number that rises from commit to commit: the file's number in the upper
 * 32 bits, the place in the file in the lower ones.
 */
public final class BinlogPosition {

    private static final int FILE_BITS = 32;

    private BinlogPosition() {}

    /** Whether it is named as binlog files are, such as {@code binlog.000007}. */
    public static boolean isFile(String name) {
        return number(name).matches("\\d{1,9}");
    }

    /**
     * @param file such as {@code binlog.000007}
     * @param place in bytes from the file's beginning
     * @throws NumberFormatException when it is no such file
     */
    public static long of(String file, long place) {
        return (Long.parseLong(number(file)) << FILE_BITS) + place;
    }

    private static String number(String file) {
        return file.substring(file.lastIndexOf('.') + 1);
    }
}
