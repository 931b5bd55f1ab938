package io.crossdock.sandbox.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * One attempt to deliver a webhook.
 *
 * @param attempt from 1
 * @param status of the answer; 0 where there was none
 */
public record Delivery(
        String webhookId, String topic, Flaw flaw, int attempt, int status, Instant at, Duration duration) {

    public boolean isAccepted() {
        return status >= 200 && status < 300;
    }
}
