package io.crossdock.hub.availability;

import java.util.List;

/** The claims on one item, by the key of their document. */
interface Claims {

    /** {@link Claim#NONE} where there is none. */
    Claim get(String document);

    void put(String document, Claim claim);

    void remove(String document);

    /** The documents that are marked as waiting for a level. */
    List<String> waiting();

    void waits(String document, boolean waits);
}
