package io.crossdock.erp.capture;

import java.util.Map;

/**
 * Which log the database writes now.
 *
 * @param system the server's own identifier; a database that was restored from a dump has another
 * @param timeline raised by each promotion of a standby and each recovery to a point in time; the same for ever where a
 *     database has none
 * @param end where the log ends now
 * @param forks by timeline that this one descends from, where it was left
 */
record LogIdentity(String system, int timeline, long end, Map<Integer, Long> forks) {

    LogIdentity {
        forks = Map.copyOf(forks);
    }
}
