package io.crossdock.hub.drop.split;

/** A file that is one record. */
record WholeFile(String contentType) implements Split {

    @Override
    public void split(Content content, Piece.Sink sink) throws Exception {
        if (content.size() > Piece.MOST_BYTES) {
            throw Unsound.tooLong("none", "");
        }
        sink.take(new Piece(1, "", "", content.slice(0, content.size())));
    }
}
