package io.crossdock.erp.capture;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * A stretch of one log, within which positions compare. It is kept beside the offset, and before the first event that
 * carries its number.
 *
 * @param number 1 to 999,999
 * @param system of the log, see {@link LogIdentity}
 * @param timeline of the log
 * @param request that had all tables read anew in it; empty where nobody asked
 */
record Epoch(int number, String system, int timeline, String request) {

    private static final int LAST = 999_999;

    static Epoch first(int floor, LogIdentity log, String request) {
        return new Epoch(floor, log.system(), log.timeline(), request);
    }

    /** The next one: all that was told so far is older than whatever comes now. */
    Epoch next(int floor, LogIdentity log, String request) {
        return new Epoch(above(floor), log.system(), log.timeline(), request);
    }

    /** The next one in the same log. */
    Epoch next() {
        return new Epoch(above(1), system, timeline, request);
    }

    private int above(int floor) {
        if (number >= LAST) {
            throw new IllegalStateException("there is no epoch after " + number);
        }
        return Math.max(floor, number + 1);
    }

    /**
     * Goes on with a log after whatever befell it meanwhile.
     *
     * @param position up to where its changes were handled
     * @return this one, or the next where a standby took over that has all that was handled
     * @throws ConnectException where the log is not the one that the position is of, or lacks what was handled
     */
    Epoch goingOn(int floor, LogIdentity log, long position) {
        if (!system.equals(log.system())) {
            throw gap("this is another database than before, or one restored from a dump");
        }
        if (log.timeline() < timeline) {
            throw gap("the database was set back to an earlier state");
        }
        if (log.end() < position) {
            throw gap("the log ends before the last change handled: the database was set back to an earlier state");
        }
        if (log.timeline() == timeline) {
            return number < floor ? new Epoch(floor, system, timeline, request) : this;
        }
        if (Optional.ofNullable(log.forks().get(timeline)).orElse(0L) < position) {
            throw gap("the server that took over, or the state recovered to, lacks changes that were handled before");
        }
        return next(floor, log, request);
    }

    private static ConnectException gap(String what) {
        return new ConnectException(what + ". " + WAY_BACK);
    }

    /** What mends a gap. */
    static final String WAY_BACK = "'./crossdock erp resync --erp FILE --all' reads all of its tables anew";

    Map<String, Object> members() {
        return Map.of("epoch", number, "system", system, "timeline", timeline, "request", request);
    }

    static Epoch of(Map<String, Object> members) {
        return new Epoch(
                ((Number) members.get("epoch")).intValue(),
                (String) members.get("system"),
                ((Number) members.get("timeline")).intValue(),
                (String) members.get("request"));
    }
}
