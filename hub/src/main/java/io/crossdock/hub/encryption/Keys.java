package io.crossdock.hub.encryption;

import java.time.YearMonth;
import java.util.Optional;

/** Where keys are looked up. */
interface Keys {

    /**
     * The tree whose keys encrypt what is new.
     *
     * @throws NoKeyException when there is none yet
     */
    KeyTree current(String owner, YearMonth period);

    /**
     * A tree by its id; empty once it was destroyed.
     *
     * @throws NoKeyException when that cannot be told now
     */
    Optional<KeyTree> tree(String id);
}
