package io.crossdock.erp.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changed rows of the sample ERP, and what else its mapping is given. */
final class LegacyRows {

    static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
    static final Queries NOTHING = (sql, keys, transactions) -> List.of();

    private LegacyRows() {}

    static Commit commit(long position) {
        return new Commit(1, position, AT, 7L, 0);
    }

    static RowChange level(Commit commit, String sku, String location, String onHand) {
        return new RowChange(
                commit, "public.lagbst", null, row("artnr", sku, "lager", location, "bestd", new BigDecimal(onHand)));
    }

    static RowChange price(Commit commit, String sku) {
        return new RowChange(commit, "public.prslst", null, row("artnr", sku, "prlst", "01"));
    }

    static RowChange header(Commit commit, int number, int status) {
        return new RowChange(commit, "public.aufkpf", null, row("aufnr", number, "stat", (short) status));
    }

    static Map<String, Object> row(Object... columnsAndValues) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return row;
    }
}
