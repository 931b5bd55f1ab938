package io.crossdock.hub.webhook;

import java.time.Duration;

/**
 * What a stranger can take of the hub before it is known who it is.
 *
 * @param bodyBytes a body above it is refused with 413
 * @param heldBytes of all requests that are being worked on, with what each needs besides its body; one channel gets
 *     half of it, and a part of the other half that grows smaller with the number of channels is its own. A request
 *     above it is refused with 503
 * @param bodyWithin a body that is not there by then is refused with 408
 * @param answerWithin from a body's last byte; whoever has heard nothing by then gets 503
 * @param rest a connection that brings no whole head of a request for so long is closed
 */
public record WebhookLimits(int bodyBytes, long heldBytes, Duration bodyWithin, Duration answerWithin, Duration rest) {

    /** An eighth of the heap for all; answers in time for senders that wait no more than five seconds. */
    public static WebhookLimits of(int bodyBytes) {
        return new WebhookLimits(
                bodyBytes,
                Math.max(Runtime.getRuntime().maxMemory() / 8, 4L * bodyBytes),
                Duration.ofSeconds(10),
                Duration.ofMillis(3_500),
                Duration.ofSeconds(30));
    }
}
