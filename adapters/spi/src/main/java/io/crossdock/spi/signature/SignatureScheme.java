package io.crossdock.spi.signature;

import java.time.Instant;
import java.util.List;

/** One way of proving that a request comes from who holds a secret. */
@FunctionalInterface
public interface SignatureScheme {

    /**
     * @param secrets the active ones; two while a secret is rotated
     * @param now for schemes that sign a time
     * @return whether one of the secrets made the signature; false, never an exception, for whatever a stranger may send
     */
    boolean verifies(SignedRequest request, List<String> secrets, Instant now);
}
