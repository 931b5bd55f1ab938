package io.crossdock.sandbox.shopify;

import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.webhook.Hmac;
import io.crossdock.sandbox.webhook.Signing;
import io.crossdock.sandbox.webhook.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * HMAC-SHA256 over the body, base64, keyed by the app's client secret; no time is signed
 * (https://shopify.dev/docs/apps/build/webhooks/subscribe/https, read 2026-11).
 */
record ShopifySigning(String shopDomain, String secret) implements Signing {

    @Override
    public Map<String, String> headers(Webhook webhook, String registeredUrl, Instant sentAt, boolean secretIsRight) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        Instant triggeredAt = webhook.happenedAt().isBefore(sentAt) ? webhook.happenedAt() : sentAt;
        return Map.of(
                "X-Shopify-Topic",
                webhook.topic(),
                signatureHeader(),
                Hmac.base64(secretIsRight ? key : Hmac.otherThan(key), webhook.body()),
                "X-Shopify-Shop-Domain",
                shopDomain,
                "X-Shopify-Webhook-Id",
                webhook.id(),
                "X-Shopify-Event-Id",
                Ids.capitals("event " + webhook.id(), 26),
                "X-Shopify-Triggered-At",
                triggeredAt.toString(),
                "X-Shopify-API-Version",
                "2026-01");
    }

    @Override
    public String signatureHeader() {
        return "X-Shopify-Hmac-Sha256";
    }
}
