package io.crossdock.hub.drop.split;

/** How a file becomes records. The same bytes always give the same pieces. */
public interface Split {

    /**
     * Hands on the pieces in the file's order, as it reads; holds one of them at a time.
     *
     * @throws io.crossdock.spi.Failure MALFORMED, with the place, where the file is not what its format says; pieces
     *     before that place have been handed on by then
     */
    void split(Content content, Piece.Sink sink) throws Exception;

    /** The media type of the pieces. */
    String contentType();
}
