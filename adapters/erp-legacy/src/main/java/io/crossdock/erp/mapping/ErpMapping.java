package io.crossdock.erp.mapping;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.RowSource;
import io.crossdock.erp.Section;
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
        for (Section section : Section.values()) {
            Source source = config.sources().get(section);
            if (source instanceof RowSource row) {
                new RowMapping(section, row, outcome).map(changes);
            } else if (source instanceof QuerySource query) {
                new QueryMapping(section, query, outcome).map(changes, queries);
            }
        }
        return outcome.mapped();
    }
}
