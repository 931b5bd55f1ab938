package io.crossdock.carriers.easypost;

import io.crossdock.spi.signature.HmacSha256;
import io.crossdock.spi.signature.HmacSha256.Content;
import io.crossdock.spi.signature.HmacSha256.Encoding;
import io.crossdock.spi.signature.NamedScheme;
import io.crossdock.spi.signature.SchemeSettings;
import io.crossdock.spi.signature.SignatureScheme;
import io.crossdock.spi.signature.SignedRequest;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;

/** Signed by the webhook's secret, whose text EasyPost decomposes first (Unicode's form NFKD). */
public final class EasypostSignature implements NamedScheme, SignatureScheme {

    private static final HmacSha256 HMAC =
            new HmacSha256("X-Hmac-Signature", Encoding.HEX, Content.BODY, "hmac-sha256-hex=");

    @Override
    public String name() {
        return "easypost";
    }

    @Override
    public SignatureScheme scheme(SchemeSettings settings) {
        settings.secrets();
        return this;
    }

    @Override
    public boolean verifies(SignedRequest request, List<String> secrets, Instant now) {
        List<String> decomposed = secrets.stream()
                .map(secret -> Normalizer.normalize(secret, Normalizer.Form.NFKD))
                .toList();
        return HMAC.verifies(request, decomposed, now);
    }
}
