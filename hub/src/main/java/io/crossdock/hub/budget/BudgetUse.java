package io.crossdock.hub.budget;

import java.time.Duration;
import java.time.Instant;

/** Is told of every permit that was taken, and of those that somebody waits for. */
interface BudgetUse {

    BudgetUse NONE = (price, waited, now) -> {};

    /** @param waited for how long the request had to wait for it */
    void taken(Price price, Duration waited, Instant now);

    /** A request has to wait, and not only because whoever makes it keeps to a share; told again while it does. */
    default void waits(Price price, Instant now) {}
}
