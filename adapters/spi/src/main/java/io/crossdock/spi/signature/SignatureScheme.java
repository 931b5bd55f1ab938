package io.crossdock.spi.signature;

import io.crossdock.spi.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One way of proving that a request comes from who holds a secret. */
@FunctionalInterface
public interface SignatureScheme {

    /**
     * @param secrets the active ones; two while a secret is rotated; one that {@link #requireUsable} refuses made none
     * @param now for schemes that sign a time
     * @return whether one of the secrets made the signature; false, never an exception, for whatever a stranger may send
     * @throws Failure where it depends on a public key that cannot be had now ({@link PublicKeys#find})
     */
    boolean verifies(SignedRequest request, List<String> secrets, Instant now);

    /** What the system asks before it sends; empty for most. */
    default Optional<Challenge> challenge() {
        return Optional.empty();
    }

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
