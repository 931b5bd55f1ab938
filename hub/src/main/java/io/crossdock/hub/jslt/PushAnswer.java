package io.crossdock.hub.jslt;

import io.crossdock.spi.Answer;

/**
 * An answer of a partner's API for the Kamelet's expression of that name.
 *
 * @param expression {@link #TICKET} or {@link #OUTCOME}
 */
public record PushAnswer(String expression, Answer answer) {

    /** Of the answer to a push: what is asked by later what became of it, as a text; null where nothing has to be asked. */
    public static final String TICKET = "ticket";

    /**
     * Of the answer to that question: an array of {@code {"sku", "ok", "message"}}; anything else while the partner still
     * works on it.
     */
    public static final String OUTCOME = "outcome";
}
