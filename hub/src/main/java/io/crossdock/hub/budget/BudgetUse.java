package io.crossdock.hub.budget;

import java.time.Duration;

/** Is told of every permit that was taken. */
@FunctionalInterface
interface BudgetUse {

    BudgetUse NONE = waited -> {};

    /** @param waited for how long the request had to wait for it */
    void taken(Duration waited);
}
