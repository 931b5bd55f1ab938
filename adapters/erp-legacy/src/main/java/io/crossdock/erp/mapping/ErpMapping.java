package io.crossdock.erp.mapping;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.RowSource;
import io.crossdock.erp.Section;
import io.crossdock.erp.Source;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a batch of changed rows into canonical events: for each key only its last change, each event an absolute whole.
 * Threads may share it.
 */
public final class ErpMapping {

    private final ErpConfig config;
    private final Clock clock;

    public ErpMapping(ErpConfig config) {
        this(config, Clock.systemUTC());
    }

    /** @param clock which says what prices are valid */
    public ErpMapping(ErpConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * @param changes whole transactions in the order of their commits, or a piece of a snapshot
     * @throws io.crossdock.spi.Failure when a query fails; then the whole batch is to be mapped again
     */
    public Mapped events(List<RowChange> changes, Queries queries) {
        Outcome outcome = new Outcome(config, clock.instant());
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

    /** Whether prices may have dates: a row of them alone cannot tell. */
    public boolean mayDatePrices() {
        return config.sources().containsKey(Section.PRICES);
    }

    /**
     * The prices of items of which a date has come, though no row changed.
     *
     * @param come each item once
     * @throws io.crossdock.spi.Failure when the query fails; then they are to be asked for again
     */
    public Mapped prices(Collection<PriceDate> come, Queries queries) {
        Outcome outcome = new Outcome(config, clock.instant());
        if (config.sources().get(Section.PRICES) instanceof QuerySource query) {
            new QueryMapping(Section.PRICES, query, outcome).prices(come, queries);
        }
        return outcome.mapped();
    }

    /**
     * Tells items as the database has them now, whether they changed or not.
     *
     * @param keys by section; orders are not asked for
     * @param commit up to where the log was handled before the database is asked
     * @param transactions which the answers must show
     * @throws io.crossdock.spi.Failure when a question fails
     */
    public Mapped now(
            Map<Section, ? extends Collection<AskedKey>> keys,
            Commit commit,
            Queries queries,
            Tables tables,
            Set<Long> transactions) {
        Outcome outcome = new Outcome(config, clock.instant());
        keys.forEach((section, asked) -> {
            Source source = config.sources().get(section);
            if (source instanceof RowSource row) {
                new RowMapping(section, row, outcome).tell(asked, commit, tables, transactions);
            } else if (source instanceof QuerySource query) {
                new QueryMapping(section, query, outcome).tell(asked, commit, queries, transactions);
            }
        });
        return outcome.mapped();
    }
}
