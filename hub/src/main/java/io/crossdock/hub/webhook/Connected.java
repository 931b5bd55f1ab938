package io.crossdock.hub.webhook;

/** A connection between its requests; all of it happens on the connection's thread. */
final class Connected {

    private int requests;
    private long restingSinceNanos = System.nanoTime();

    /** A request's head has come. */
    void begin() {
        requests++;
    }

    /** A request has been answered, or its sender is gone. */
    void end() {
        requests--;
        restingSinceNanos = System.nanoTime();
    }

    /** Whether no whole head of a request has come for so long, however busily bytes of one trickle in. */
    boolean hasRested(long nanos) {
        return requests == 0 && System.nanoTime() - restingSinceNanos > nanos;
    }
}
