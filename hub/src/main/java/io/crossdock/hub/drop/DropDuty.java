package io.crossdock.hub.drop;

import io.crossdock.hub.duties.Duty;

/** Whether this process takes a folder's files now. Once it has left, none of its files is in work. */
final class DropDuty {

    private final Object file = new Object();
    private final String channel;
    private final Runnable endSoon;
    private volatile boolean isHeld;

    /** @param endSoon frees a thread that waits for a server */
    DropDuty(String channel, boolean isHeld, Runnable endSoon) {
        this.channel = channel;
        this.isHeld = isHeld;
        this.endSoon = endSoon;
    }

    boolean isHeld() {
        return isHeld;
    }

    void whileHeld(Runnable work) {
        synchronized (file) {
            if (isHeld) {
                work.run();
            }
        }
    }

    Duty duty() {
        return new Duty("drop:" + channel, () -> isHeld = true, this::leave);
    }

    private void leave() {
        isHeld = false;
        endSoon.run();
        synchronized (file) {
            // whoever gets here finds no file in work
        }
    }
}
