package io.crossdock.hub.drop.split;

import io.crossdock.spi.Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Bytes of which a parser may read only so many for one record: a quote that never ends would fill the memory. */
final class Stretch extends FilterInputStream {

    /** Parsers read ahead by their buffers. */
    private static final long MOST_BYTES = 2L * Piece.MOST_BYTES + 256 * 1024;

    private final Supplier<Failure> tooLong;
    private long read;

    Stretch(InputStream in, Supplier<Failure> tooLong) {
        super(in);
        this.tooLong = tooLong;
    }

    void recordEnds() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > MOST_BYTES) {
            throw tooLong.get();
        }
    }
}
