package io.crossdock.hub.drop.split;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of one opened file, which can be read several times; whoever renames or deletes it meanwhile changes nothing. */
public final class Content implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileChannel file;

    public Content(FileChannel file) {
        this.file = file;
    }

    public long size() throws IOException {
        return file.size();
    }

    /** From the first byte on; the former stream must not be read any more. A parser that closes it leaves the file open. */
    public InputStream stream() throws IOException {
        file.position(0);
        return new BufferedInputStream(Channels.newInputStream(file), BUFFER_BYTES) {
            @Override
            public void close() {
                // the file is closed by whoever opened it
            }
        };
    }

    /** @param to exclusive */
    byte[] slice(long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return bytes.array();
    }

    /** SHA-256 of all bytes as they are now, as 64 hex digits. */
    public String checksum() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            InputStream bytes = stream();
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
