package io.crossdock.spi.signature;

import java.util.Optional;

/** What some systems ask an endpoint, by GET, before they send it anything: a proof that it is the hub's. */
public interface Challenge {

    /** The parameter of the query that holds what the system asks. */
    String parameter();

    /**
     * @param code what it asks
     * @param registeredUrl the URL that the sender was given
     * @return the JSON of the answer; empty where no system would ask so
     */
    Optional<String> answer(String code, String secret, String registeredUrl);
}
