package io.crossdock.hub.letters;

import java.util.Locale;

/** What was done about a dead letter. */
public enum LetterState {
    OPEN,
    REPLAYED,
    DROPPED;

    /** As it is shown. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
