package io.crossdock.hub.erp;

import io.crossdock.erp.mapping.Queries;
import io.crossdock.hub.events.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/** Counts what changes cost the ERP's database: its changed rows, and for them statements and rows read. */
final class ErpMeters {

    private final Counter changes;
    private final Counter statements;
    private final Counter rowsRead;

    private ErpMeters(MeterRegistry meters, String prefix, String erp) {
        this.changes = counter(meters, prefix + ".erp.changes", erp);
        this.statements = counter(meters, prefix + ".erp.statements", erp);
        this.rowsRead = counter(meters, prefix + ".erp.rows.read", erp);
    }

    /** Where the registry holds no meters, nobody reads them. */
    static ErpMeters of(CamelContext context, String erp) {
        Registry registry = context.getRegistry();
        MeterRegistry meters = registry.findSingleByType(MeterRegistry.class);
        Topics topics = registry.findSingleByType(Topics.class);
        return meters == null || topics == null
                ? new ErpMeters(new CompositeMeterRegistry(), "crossdock", erp)
                : new ErpMeters(meters, topics.prefix(), erp);
    }

    private static Counter counter(MeterRegistry meters, String name, String erp) {
        return Counter.builder(name).tag("erp", erp).register(meters);
    }

    /** The same questions, counted; those that fail are statements too. */
    Queries counting(Queries queries) {
        return (sql, keys, transactions) -> {
            statements.increment();
            List<Map<String, Object>> rows = queries.rows(sql, keys, transactions);
            rowsRead.increment(rows.size());
            return rows;
        };
    }

    /** @param rows changed ones that were mapped */
    void changed(int rows) {
        changes.increment(rows);
    }
}
