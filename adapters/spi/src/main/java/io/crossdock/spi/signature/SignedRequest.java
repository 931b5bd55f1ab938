package io.crossdock.spi.signature;

import java.util.Optional;

/** A request as it came, for a scheme to verify. */
public interface SignedRequest {

    /** A header's value by its name in any case; empty where it is missing or there are several. */
    Optional<String> header(String name);

    /** The body, byte for byte. */
    byte[] body();

    /** The public URL that the sender was given, exactly as it was registered there. */
    String registeredUrl();
}
