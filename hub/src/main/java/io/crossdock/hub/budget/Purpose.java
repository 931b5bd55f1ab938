package io.crossdock.hub.budget;

import java.util.Locale;

/** What the requests to an account are for. */
public enum Purpose {
    /** To tell it quantities and prices. */
    OFFERS,
    /** To get what its notifications name. */
    FETCH,
    /** To ask it what is new. */
    POLL,
    /** To compare its orders and listings with what is known of them. */
    COMPARE;

    /** As metrics and files write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
