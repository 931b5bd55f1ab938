package io.crossdock.marketplaces.woocommerce;

import io.crossdock.spi.signature.HmacSha256;
import io.crossdock.spi.signature.HmacSha256.Content;
import io.crossdock.spi.signature.HmacSha256.Encoding;
import io.crossdock.spi.signature.NamedScheme;
import io.crossdock.spi.signature.SchemeSettings;
import io.crossdock.spi.signature.SignatureScheme;

/** Signed by the webhook's own secret, which is the shop's consumer secret where none was given to it. */
public final class WoocommerceSignature implements NamedScheme {

    @Override
    public String name() {
        return "woocommerce";
    }

    @Override
    public SignatureScheme scheme(SchemeSettings settings) {
        settings.secrets();
        return new HmacSha256("X-WC-Webhook-Signature", Encoding.BASE64, Content.BODY, "");
    }
}
