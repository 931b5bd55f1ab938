package io.crossdock.spi;

import java.time.Duration;

/**
 * What a system gave for an offer that it accepted and works on: by this it is asked later what became of it.
 *
 * @param id the system's own, such as a feed's or an import's; not blank, up to 200 characters
 * @param askAfter how long after the acceptance it may be asked first; each further time it is asked later
 * @param within how long it may take: what has no result by then counts as unanswered
 * @param isOvertakable whether a newer offer of the item may be sent before this one has its result
 */
public record Ticket(String id, Duration askAfter, Duration within, boolean isOvertakable) {

    private static final int LONGEST = 200;

    public Ticket {
        if (!isId(id)) {
            throw new IllegalArgumentException("a ticket's id has 1 to " + LONGEST + " characters");
        }
        if (askAfter.isNegative() || askAfter.compareTo(within) > 0) {
            throw new IllegalArgumentException("a ticket is asked about after 0 or more, and before its time is over");
        }
    }

    /** Whether what a system gave can be a ticket's id; to be asked first, since an offer is on its way by then. */
    public static boolean isId(String text) {
        return text != null && !text.isBlank() && text.length() <= LONGEST;
    }
}
