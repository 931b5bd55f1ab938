package io.crossdock.pos.square;

import io.crossdock.spi.signature.HmacSha256;
import io.crossdock.spi.signature.HmacSha256.Content;
import io.crossdock.spi.signature.HmacSha256.Encoding;
import io.crossdock.spi.signature.NamedScheme;
import io.crossdock.spi.signature.SchemeSettings;
import io.crossdock.spi.signature.SignatureScheme;

/**
 * Signed by the signature key of the webhook subscription, over its notification URL, exactly as it was registered, and
 * the body (developer.squareup.com/docs/webhooks/step3validate and the SDK's {@code WebhooksHelper}, read 2026-11-20).
 */
public final class SquareSignature implements NamedScheme {

    @Override
    public String name() {
        return "square";
    }

    @Override
    public SignatureScheme scheme(SchemeSettings settings) {
        settings.secrets();
        return new HmacSha256("x-square-hmacsha256-signature", Encoding.BASE64, Content.URL_AND_BODY, "");
    }
}
