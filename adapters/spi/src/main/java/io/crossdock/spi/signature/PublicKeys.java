package io.crossdock.spi.signature;

import io.crossdock.spi.Failure;
import java.security.PublicKey;
import java.util.Optional;

/** Public keys by the ids that a system gives them. */
@FunctionalInterface
public interface PublicKeys {

    /** For settings that are only checked: nothing is ever verified with these. */
    PublicKeys NONE = id -> Optional.empty();

    /**
     * @param id as a stranger says it, of a form that the caller has checked
     * @return empty where the system has no such key
     * @throws Failure where that cannot be told now; a request that depends on it is neither taken nor refused for good
     */
    Optional<PublicKey> find(String id);
}
