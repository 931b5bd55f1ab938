package io.crossdock.marketplaces.shopify;

import io.crossdock.spi.signature.HmacSha256;
import io.crossdock.spi.signature.HmacSha256.Content;
import io.crossdock.spi.signature.HmacSha256.Encoding;
import io.crossdock.spi.signature.NamedScheme;
import io.crossdock.spi.signature.SchemeSettings;
import io.crossdock.spi.signature.SignatureScheme;

/**
 * Signed by the app's client secret (https://shopify.dev/docs/apps/build/webhooks/verify-deliveries, read 2026-11-20).
 * No time is signed, and neither is the header with the shop's domain.
 */
public final class ShopifySignature implements NamedScheme {

    @Override
    public String name() {
        return "shopify";
    }

    @Override
    public SignatureScheme scheme(SchemeSettings settings) {
        settings.secrets();
        return new HmacSha256("X-Shopify-Hmac-Sha256", Encoding.BASE64, Content.BODY, "");
    }
}
