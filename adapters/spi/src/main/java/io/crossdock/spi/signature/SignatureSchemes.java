package io.crossdock.spi.signature;

import java.util.Arrays;
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
     * @param prefix what stands before an HMAC in its header; null or empty where nothing does
     * @throws IllegalArgumentException naming what is allowed instead
     */
    public static SignatureScheme named(String name, String header, String encoding, String content, String prefix) {
        return switch (String.valueOf(name)) {
            case "hmac-sha256" ->
                new HmacSha256(
                        required(header),
                        constant(HmacSha256.Encoding.class, "signature encoding", encoding),
                        constant(HmacSha256.Content.class, "signed content", content),
                        prefix == null ? "" : prefix);
            case "standard-webhooks" -> new StandardWebhooks();
            default -> throw unknown("signature scheme", name, NAMES);
        };
    }

    private static String required(String header) {
        if (header == null || header.isBlank()) {
            throw new IllegalArgumentException("an hmac-sha256 signature needs the name of its header");
        }
        return header;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String what, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> spoken(constant).equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(
                        what,
                        name,
                        Arrays.stream(type.getEnumConstants())
                                .map(SignatureSchemes::spoken)
                                .toList()));
    }

    private static String spoken(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static IllegalArgumentException unknown(String what, String name, List<String> allowed) {
        return new IllegalArgumentException(
                "unknown " + what + " '" + name + "'; allowed: " + String.join(", ", allowed));
    }
}
