package io.crossdock.erp.mapping;

import io.crossdock.erp.Capability;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.RowSource;
import io.crossdock.erp.Source;
import java.util.List;

/**
 * Turns a batch of changed rows into canonical events: for each key only its last change, each event an absolute whole.
 * Threads may share it.
 */
public final class ErpMapping {

    private final ErpConfig config;

    public ErpMapping(ErpConfig config) {
        this.config = config;
    }

    /**
     * @param changes whole transactions in the order of their commits, or a piece of a snapshot
     * @throws io.crossdock.spi.Failure when a query fails; then the whole batch is to be mapped again
     */
    public Mapped events(List<RowChange> changes, Queries queries) {
        Outcome outcome = new Outcome(config);
        for (Capability capability : Capability.values()) {
            Source source = config.sources().get(capability);
            if (source instanceof RowSource row) {
                new RowMapping(capability, row, outcome).map(changes);
            } else if (source instanceof QuerySource query) {
                new QueryMapping(capability, query, outcome).map(changes, queries);
            }
        }
        return outcome.mapped();
    }
}
