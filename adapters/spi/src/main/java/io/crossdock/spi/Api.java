package io.crossdock.spi;

/** A channel's API, already authenticated, limited and timed; the one door of an adapter to the network. */
@FunctionalInterface
public interface Api {

    /**
     * Sends one request and waits for its answer.
     *
     * @throws Failure {@code UNAUTHORIZED} on 401 and 403, {@code THROTTLED} on 429, {@code UNAVAILABLE} on 408, 5xx, a
     *     timeout or a broken connection, with its {@linkplain Failure#answer() answer} on 5xx other than 503;
     *     {@linkplain Failure#isUnanswered() unanswered} where the request may have
     *     changed something by then or later
     */
    Answer call(Request request);
}
