package io.crossdock.hub.drop.split;

import io.crossdock.spi.Failure;

/** What is wrong with a file, and where; without a word of what it holds. */
final class Unsound {

    private Unsound() {}

    /** @param place such as {@code line 17} */
    static Failure at(String format, String place, String what) {
        return Failure.malformed("file", format, place, what);
    }

    static byte[] notTooLong(String format, String place, byte[] body) {
        if (body.length > Piece.MOST_BYTES) {
            throw tooLong(format, place);
        }
        return body;
    }

    static Failure tooLong(String format, String place) {
        return at(format, place, "a record of more than " + Piece.MOST_BYTES + " bytes");
    }
}
