package io.crossdock.sandbox.webhook;

import java.time.Instant;

/**
 * One message; every delivery of it has the same id and bytes.
 *
 * @param topic the system's name of what happened, such as {@code orders/create}
 * @param happenedAt when it happened in the shop
 */
public record Webhook(String id, String topic, byte[] body, Instant happenedAt) {

    @Override
    public String toString() {
        return "Webhook[" + topic + " " + id + ", " + body.length + " bytes]";
    }
}
