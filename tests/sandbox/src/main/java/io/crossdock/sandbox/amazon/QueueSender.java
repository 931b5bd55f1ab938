package io.crossdock.sandbox.amazon;

/** Where notifications are put. */
@FunctionalInterface
public interface QueueSender {

    void send(String body);

    /** For a seller who subscribes to nothing. */
    static QueueSender none() {
        return body -> {};
    }
}
