package io.crossdock.sandbox.partner;

import io.crossdock.sandbox.webhook.Hmac;
import io.crossdock.sandbox.webhook.Signing;
import io.crossdock.sandbox.webhook.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** {@code v1} of Standard Webhooks 1.0: HMAC-SHA256, base64, over id, the attempt's time in seconds and the body. */
record StandardWebhooksSigning(byte[] key) implements Signing {

    String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    @Override
    public Map<String, String> headers(Webhook webhook, String registeredUrl, Instant sentAt, boolean secretIsRight) {
        String timestamp = Long.toString(sentAt.getEpochSecond());
        byte[] prefix = (webhook.id() + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return Map.of(
                "webhook-id",
                webhook.id(),
                "webhook-timestamp",
                timestamp,
                signatureHeader(),
                "v1," + Hmac.base64(secretIsRight ? key : Hmac.otherThan(key), prefix, webhook.body()));
    }

    @Override
    public String signatureHeader() {
        return "webhook-signature";
    }
}
