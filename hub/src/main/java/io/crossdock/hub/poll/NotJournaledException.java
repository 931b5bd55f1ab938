package io.crossdock.hub.poll;

/** The route did not take a record; its page comes again. */
final class NotJournaledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotJournaledException(Exception cause) {
        super("the journal does not take records", cause);
    }
}
