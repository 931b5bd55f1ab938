package io.crossdock.hub.reconcile;

import java.time.Duration;

/** How a reconciliation waits. */
@FunctionalInterface
public interface Pause {

    /** @throws InterruptedException when it is not to go on */
    void of(Duration duration) throws InterruptedException;
}
