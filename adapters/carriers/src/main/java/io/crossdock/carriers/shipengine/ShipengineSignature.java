package io.crossdock.carriers.shipengine;

import io.crossdock.spi.signature.JwkSet;
import io.crossdock.spi.signature.NamedScheme;
import io.crossdock.spi.signature.RsaSha256;
import io.crossdock.spi.signature.SchemeSettings;
import io.crossdock.spi.signature.SignatureScheme;

/** Signed by a key of ShipEngine's own, over an ISO 8601 time and the body; there is no secret to keep. */
public final class ShipengineSignature implements NamedScheme {

    @Override
    public String name() {
        return "shipengine";
    }

    @Override
    public SignatureScheme scheme(SchemeSettings settings) {
        JwkSet published = new JwkSet(name(), settings.text("keysUrl", "https://api.shipengine.com/jwks"));
        return new RsaSha256(
                "x-shipengine-rsa-sha256-signature",
                "x-shipengine-timestamp",
                "x-shipengine-rsa-sha256-key-id",
                settings.keys(published));
    }
}
