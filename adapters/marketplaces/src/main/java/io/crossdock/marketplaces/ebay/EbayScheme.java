package io.crossdock.marketplaces.ebay;

import io.crossdock.spi.signature.NamedScheme;
import io.crossdock.spi.signature.PublishedKeys.Client;
import io.crossdock.spi.signature.SchemeSettings;
import io.crossdock.spi.signature.SignatureScheme;

/** The settings of eBay's notifications: the application's keyset, and the verification token as the hub's own secret. */
public final class EbayScheme implements NamedScheme {

    private static final String SCOPE = "https://api.ebay.com/oauth/api_scope";

    @Override
    public String name() {
        return "ebay";
    }

    @Override
    public SignatureScheme scheme(SchemeSettings settings) {
        settings.ownSecret();
        String keysUrl = settings.text("keysUrl", "https://api.ebay.com/commerce/notification/v1/public_key");
        String tokenUrl = settings.text("tokenUrl", "https://api.ebay.com/identity/v1/oauth2/token");
        Client client = new Client(tokenUrl, settings.required("clientId"), settings.required("clientSecret"), SCOPE);
        return new EbaySignature(settings.keys(new EbayKeys(keysUrl, client)));
    }
}
