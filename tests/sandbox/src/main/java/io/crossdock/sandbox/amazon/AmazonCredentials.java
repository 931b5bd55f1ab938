package io.crossdock.sandbox.amazon;

import io.crossdock.sandbox.Ids;
import java.util.Locale;
import java.util.Random;

/** What a seller's application holds. */
public record AmazonCredentials(String clientId, String clientSecret, String refreshToken, String sellerId) {

    static AmazonCredentials any(Random random) {
        return new AmazonCredentials(
                "amzn1.application-oa2-client." + Ids.digits(random, 32),
                "amzn1.oa2-cs.v1." + Ids.digits(random, 64),
                "Atzr|" + Ids.capitals(random, 48).toLowerCase(Locale.ROOT),
                "A" + Ids.capitals(random, 13));
    }
}
