package io.crossdock.spi.signature;

import io.crossdock.spi.signature.HmacSha256.Content;
import io.crossdock.spi.signature.HmacSha256.Encoding;
import java.util.List;
import java.util.function.Function;

/** A scheme that is nobody's own; its settings say what a sender does. */
record GenericScheme(String name, Function<SchemeSettings, SignatureScheme> maker) implements NamedScheme {

    static final List<NamedScheme> ALL = List.of(
            new GenericScheme("hmac-sha256", GenericScheme::hmac),
            new GenericScheme("timestamped-hmac-sha256", GenericScheme::timestampedHmac),
            new GenericScheme("standard-webhooks", settings -> standard(settings, "webhook")),
            new GenericScheme("svix", settings -> standard(settings, "svix")),
            new GenericScheme("rsa-sha256", GenericScheme::rsa),
            new GenericScheme("token", GenericScheme::token),
            new GenericScheme("basic", GenericScheme::basic));

    private static final String SIGNATURE_HEADER = "signatureHeader";
    private static final String SIGNATURE_PREFIX = "signaturePrefix";

    @Override
    public SignatureScheme scheme(SchemeSettings settings) {
        return maker.apply(settings);
    }

    private static SignatureScheme hmac(SchemeSettings settings) {
        settings.secrets();
        return new HmacSha256(
                settings.required(SIGNATURE_HEADER),
                settings.choice("encoding", Encoding.BASE64),
                settings.choice("signedContent", Content.BODY),
                settings.text(SIGNATURE_PREFIX, ""));
    }

    private static SignatureScheme timestampedHmac(SchemeSettings settings) {
        settings.secrets();
        return new TimestampedHmac(settings.required(SIGNATURE_HEADER));
    }

    private static SignatureScheme standard(SchemeSettings settings, String headers) {
        settings.secrets();
        return new StandardWebhooks(headers);
    }

    private static SignatureScheme rsa(SchemeSettings settings) {
        return new RsaSha256(
                settings.required(SIGNATURE_HEADER),
                settings.required("timestampHeader"),
                settings.required("keyIdHeader"),
                settings.keys(new JwkSet("rsa-sha256", settings.required("keysUrl"))));
    }

    private static SignatureScheme token(SchemeSettings settings) {
        settings.secrets();
        return new HeaderToken(settings.required(SIGNATURE_HEADER), settings.text(SIGNATURE_PREFIX, ""));
    }

    private static SignatureScheme basic(SchemeSettings settings) {
        settings.secrets();
        String username = settings.required("username");
        if (username.indexOf(':') >= 0) {
            settings.mistake("username", "holds a colon, which ends a name in HTTP Basic");
        }
        return new BasicCredentials(settings.text(SIGNATURE_HEADER, "Authorization"), username);
    }
}
