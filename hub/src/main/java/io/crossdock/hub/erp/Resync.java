package io.crossdock.hub.erp;

import java.time.Instant;
import java.util.List;

/**
 * What somebody wants told again of an ERP, whether it changed or not, and how far that is.
 *
 * @param id of the request
 * @param all everything, in a new epoch, and also what the ERP has no more
 * @param tables whole tables, with their schema
 * @param skus single items
 * @param by who wants it
 * @param reason why; may be empty
 * @param rows read so far
 * @param events told so far
 * @param unknown of the SKUs, those that neither the database nor Kafka knows
 * @param trouble why it failed, or waits; empty otherwise
 * @param at when this was written
 */
public record Resync(
        String id,
        String erp,
        boolean all,
        List<String> tables,
        List<String> skus,
        String by,
        String reason,
        Instant askedAt,
        State state,
        long rows,
        long events,
        List<String> unknown,
        String trouble,
        Instant at) {

    public Resync {
        tables = List.copyOf(tables);
        skus = List.copyOf(skus);
        unknown = List.copyOf(unknown);
    }

    /** How far it is. */
    public enum State {
        /** No hub has begun it. */
        ASKED,
        RUNNING,
        DONE,
        /** It cannot be done, and nobody tries it again. */
        FAILED
    }

    /** A request that nobody has begun. */
    public static Resync asked(
            String id,
            String erp,
            boolean all,
            List<String> tables,
            List<String> skus,
            String by,
            String reason,
            Instant now) {
        return new Resync(id, erp, all, tables, skus, by, reason, now, State.ASKED, 0, 0, List.of(), "", now);
    }

    public boolean hasEnded() {
        return state == State.DONE || state == State.FAILED;
    }

    Resync in(State next, String why, Instant now) {
        return new Resync(id, erp, all, tables, skus, by, reason, askedAt, next, rows, events, unknown, why, now);
    }

    Resync counted(long readRows, long toldEvents, List<String> ofNobody) {
        return new Resync(
                id, erp, all, tables, skus, by, reason, askedAt, state, readRows, toldEvents, ofNobody, trouble, at);
    }
}
