package io.crossdock.hub.budget;

import java.time.Duration;

/** How somebody waits who can be told not to go on. */
@FunctionalInterface
public interface Pause {

    /** @throws InterruptedException when it is not to go on */
    void of(Duration duration) throws InterruptedException;
}
