package io.crossdock.hub.drop;

import io.crossdock.hub.duties.Duty;

/** Whether this process takes a folder's files now. Once it has left, none of its files is in work. */
final class DropDuty {

    private final Object file = new Object();
    private final String channel;
    private volatile boolean isHeld;

    DropDuty(String channel, boolean isHeld) {
        this.channel = channel;
        this.isHeld = isHeld;
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
        return new Duty(name(channel), () -> isHeld = true, this::leave);
    }

    static String name(String channel) {
        return "drop:" + channel;
    }

    private void leave() {
        isHeld = false;
        synchronized (file) {
            // whoever gets here finds no file in work
        }
    }
}
