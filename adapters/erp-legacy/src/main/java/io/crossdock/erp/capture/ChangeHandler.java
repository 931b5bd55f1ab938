package io.crossdock.erp.capture;

import io.crossdock.erp.mapping.RowChange;
import java.util.List;

/** Takes the changes. */
@FunctionalInterface
public interface ChangeHandler {

    /**
     * @param changes whole transactions in the order of their commits, or a piece of the snapshot
     * @throws Exception when they are not safely stored; the same changes come again, and nothing else before them
     */
    void handle(List<RowChange> changes) throws Exception;
}
