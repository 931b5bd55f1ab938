package io.crossdock.erp.capture;

import java.util.Set;

/** What can be asked of a feed that reads the database's own log: to read again what the tables hold now. */
public interface Rereading {

    /** Reads something between two batches of the log. */
    @FunctionalInterface
    interface Turn {

        /**
         * @param epoch of what is read
         * @param position up to where the log's changes were handled before; what is read is at least as new, and a change
         *     that comes later has a higher one
         * @param transactions that were handled lately, and that what is read must show
         * @return whether it read something; if not, the next turn is to see the same transactions
         */
        boolean take(int epoch, long position, Set<Long> transactions) throws Exception;
    }

    /**
     * Has all tables read anew, in an epoch of their own, wherever the log stands or whether it has a gap; once for each
     * request, also when a process died over it. Returns at once; to be asked again until {@link #hasReadAnew}.
     *
     * @param request its id
     */
    void readAnew(String request);

    /** Whether all that the tables held was told for the request, and the log is followed from there. */
    boolean hasReadAnew(String request);

    /** Whatever is told from now on is newer than all that was told, of the same position too. */
    void raiseEpoch();

    /**
     * Waits for a moment until no batch of the log is handled, and keeps the next one waiting.
     *
     * @return whether it was taken; not while the capture is down, reads its tables first, or does not get on with a batch
     * @throws Exception what the turn threw
     */
    boolean inTurn(Turn turn) throws Exception;
}
