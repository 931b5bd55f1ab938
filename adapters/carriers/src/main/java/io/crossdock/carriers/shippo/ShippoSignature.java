package io.crossdock.carriers.shippo;

import io.crossdock.spi.signature.NamedScheme;
import io.crossdock.spi.signature.SchemeSettings;
import io.crossdock.spi.signature.SignatureScheme;
import io.crossdock.spi.signature.TimestampedHmac;

/** Signed by a secret that Shippo gives out on request. */
public final class ShippoSignature implements NamedScheme {

    @Override
    public String name() {
        return "shippo";
    }

    @Override
    public SignatureScheme scheme(SchemeSettings settings) {
        settings.secrets();
        return new TimestampedHmac("Shippo-Auth-Signature");
    }
}
