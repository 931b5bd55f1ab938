package io.crossdock.hub.drop.split;

/**
 * One record of a file.
 *
 * @param position from 1, in the file's order
 * @param key what it is about, as the file's format tells; empty where it does not
 * @param kind the message's type, as the file's format tells; empty where it does not
 * @param body self-contained, and at most {@link #MOST_BYTES}
 */
public record Piece(long position, String key, String kind, byte[] body) {

    /** As much as a webhook may hold; the journal's topics take it with room for headers. */
    public static final int MOST_BYTES = 1024 * 1024;

    /** Whoever takes the pieces of a file, one after the other. */
    @FunctionalInterface
    public interface Sink {
        void take(Piece piece) throws Exception;
    }
}
