package io.crossdock.spi.signature;

import java.util.List;
import java.util.Locale;

/** The schemes by the names that a Kamelet or a channel file uses. */
public final class SignatureSchemes {

    /** All names, for messages that say what is allowed. */
    public static final List<String> NAMES = List.of("hmac-sha256", "standard-webhooks");

    private SignatureSchemes() {}

    /**
     * @param name one of {@link #NAMES}
     * @param header where an HMAC stands; not used by a scheme that fixes its own
     * @param encoding {@code base64} or {@code hex}
     * @param content {@code body} or {@code url-and-body}
     * @param prefix what stands before an HMAC in its header
     * @throws IllegalArgumentException naming what is allowed instead
     */
    public static SignatureScheme named(String name, String header, String encoding, String content, String prefix) {
        return switch (name) {
            case "hmac-sha256" ->
                new HmacSha256(
                        header,
                        constant(HmacSha256.Encoding.class, encoding),
                        constant(HmacSha256.Content.class, content),
                        prefix);
            case "standard-webhooks" -> new StandardWebhooks();
            default ->
                throw new IllegalArgumentException(
                        "unknown signature scheme '" + name + "'; allowed: " + String.join(", ", NAMES));
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
