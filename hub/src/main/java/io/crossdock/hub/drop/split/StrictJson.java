package io.crossdock.hub.drop.split;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** JSON within the bounds that translations read it with, and no further. */
final class StrictJson {

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(100)
                    .maxStringLength(Piece.MOST_BYTES)
                    .build())
            .build();

    private StrictJson() {}

    /** Every UTF-16 or UTF-32 text in JSON has a zero among its first bytes, no UTF-8 text has. */
    static boolean isUtf8(byte[] start) {
        for (int i = 0; i < Math.min(4, start.length); i++) {
            if (start[i] == 0) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes of a byte order mark stand before the text. */
    static int byteOrderMark(byte[] start) {
        return start.length >= 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF
                ? 3
                : 0;
    }
}
