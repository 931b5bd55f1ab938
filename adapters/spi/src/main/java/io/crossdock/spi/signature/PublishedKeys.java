package io.crossdock.spi.signature;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;

/** Where a system publishes its keys, what is asked there and how the answer reads. Pure; the hub asks. */
public interface PublishedKeys {

    /** Of the configuration, never of a message. */
    String url();

    /** What an access token for it is asked with; empty where anybody may ask for keys. */
    default Optional<Client> client() {
        return Optional.empty();
    }

    /** Whether one answer holds all keys there are, whichever was asked for. */
    boolean areTogether();

    /** @param id of a form that the scheme has checked; not used where keys are together */
    Request request(String id);

    /**
     * @param id the one that was asked for
     * @return keys by id; without that one where the system has no such key
     * @throws Failure {@code MALFORMED} or {@code UNMAPPABLE} where the answer does not tell
     */
    Map<String, PublicKey> read(String id, Answer answer);

    /** An OAuth client of the client credentials grant (RFC 6749, section 4.4). */
    record Client(String tokenUrl, String id, String secret, String scope) {

        /** Says nothing of the secret. */
        @Override
        public String toString() {
            return "Client[" + tokenUrl + "]";
        }
    }
}
