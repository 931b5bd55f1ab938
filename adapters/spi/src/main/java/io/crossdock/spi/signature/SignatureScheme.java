package io.crossdock.spi.signature;

import java.time.Instant;
import java.util.List;

/** One way of proving that a request comes from who holds a secret. */
@FunctionalInterface
public interface SignatureScheme {

    /**
     * @param secrets the active ones; two while a secret is rotated; one that {@link #requireUsable} refuses made none
     * @param now for schemes that sign a time
     * @return whether one of the secrets made the signature; false, never an exception, for whatever a stranger may send
     */
    boolean verifies(SignedRequest request, List<String> secrets, Instant now);

    /**
     * Looks at a secret when a channel starts, so that a mistyped one stops the channel and not every request to it.
     *
     * @throws IllegalArgumentException saying what is wrong with its form, never what it is
     */
    default void requireUsable(String secret) {
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException("the webhook secret is empty");
        }
        if (!secret.equals(secret.strip())) {
            throw new IllegalArgumentException(
                    "the webhook secret has a blank or a line break at an end; it would match nothing");
        }
    }
}
