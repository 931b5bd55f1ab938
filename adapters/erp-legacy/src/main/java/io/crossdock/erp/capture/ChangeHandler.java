package io.crossdock.erp.capture;

import io.crossdock.erp.mapping.RowChange;
import java.util.List;

/** Takes the changes. */
@FunctionalInterface
public interface ChangeHandler {

    /** Of changes that are on their way to where they are kept. */
    @FunctionalInterface
    interface Storing {

        /** Of what is there already. */
        Storing DONE = () -> {};

        /**
         * Returns once they are safely stored, however often it is asked.
         *
         * @throws Exception when they are not
         */
        void await() throws Exception;
    }

    /**
     * Sends the changes on their way. The next ones may come before they are stored. When they fail, by then or at once,
     * the same ones come again before anything else, and after them all that had followed.
     *
     * @param changes whole transactions in the order of their commits, or a piece of the snapshot
     */
    Storing handle(List<RowChange> changes) throws Exception;
}
