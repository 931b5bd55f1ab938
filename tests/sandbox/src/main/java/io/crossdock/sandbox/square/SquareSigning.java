package io.crossdock.sandbox.square;

import io.crossdock.sandbox.webhook.Hmac;
import io.crossdock.sandbox.webhook.Signing;
import io.crossdock.sandbox.webhook.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * HMAC-SHA256, base64, over the notification URL as registered and the body; no time is signed
 * (https://developer.squareup.com/docs/webhooks/step3validate, read 2026-11).
 */
record SquareSigning(String signatureKey) implements Signing {

    @Override
    public Map<String, String> headers(Webhook webhook, String registeredUrl, Instant sentAt, boolean secretIsRight) {
        byte[] key = signatureKey.getBytes(StandardCharsets.UTF_8);
        byte[] url = registeredUrl.getBytes(StandardCharsets.UTF_8);
        return Map.of(
                signatureHeader(),
                Hmac.base64(secretIsRight ? key : Hmac.otherThan(key), url, webhook.body()),
                "square-environment",
                "Sandbox");
    }

    @Override
    public String signatureHeader() {
        return "x-square-hmacsha256-signature";
    }
}
