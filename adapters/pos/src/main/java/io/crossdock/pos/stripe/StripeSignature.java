package io.crossdock.pos.stripe;

import io.crossdock.spi.signature.NamedScheme;
import io.crossdock.spi.signature.SchemeSettings;
import io.crossdock.spi.signature.SignatureScheme;
import io.crossdock.spi.signature.TimestampedHmac;

/** Signed by the secret of the webhook endpoint, {@code whsec_} and all; two signatures while Stripe rotates it. */
public final class StripeSignature implements NamedScheme {

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public SignatureScheme scheme(SchemeSettings settings) {
        settings.secrets();
        return new TimestampedHmac("Stripe-Signature");
    }
}
