package io.crossdock.hub.budget;

import java.util.Locale;

/** What the requests to an account are for. */
public enum Purpose {
    /** To tell it quantities and prices. */
    OFFERS(60),
    /** To get what its notifications name. */
    FETCH(25),
    /** To ask it what is new. */
    POLL(10),
    /** To compare its orders and listings with what is known of them. */
    COMPARE(5);

    private final int percent;

    Purpose(int percent) {
        this.percent = percent;
    }

    /** How much it weighs where all of them wait, in different processes too. */
    int percent() {
        return percent;
    }

    /** As metrics and files write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
