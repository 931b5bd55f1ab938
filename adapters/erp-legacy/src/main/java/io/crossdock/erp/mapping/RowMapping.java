package io.crossdock.erp.mapping;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.Field;
import io.crossdock.erp.RowSource;
import io.crossdock.erp.Section;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events from the changed rows alone: the last row of each key. */
final class RowMapping {

    private final Section section;
    private final RowSource source;
    private final Outcome outcome;
    private final List<String> keyFields;

    RowMapping(Section section, RowSource source, Outcome outcome) {
        this.section = section;
        this.source = source;
        this.outcome = outcome;
        this.keyFields = section == Section.STOCK ? List.of("sku", "location") : List.of("sku");
    }

    void map(List<RowChange> changes) {
        latest(changes).forEach((key, change) -> {
            String name = String.join(" ", key);
            outcome.add(section, name, change.commit(), List.of(change.row()), () -> data(name, change));
        });
    }

    private Map<List<String>, RowChange> latest(List<RowChange> changes) {
        Map<List<String>, RowChange> latest = new LinkedHashMap<>();
        for (RowChange change : changes) {
            if (!change.table().equals(source.table())) {
                continue;
            }
            List<String> key = key(change.row());
            if (change.before() != null && !change.isDeleted() && isWhole(change.before())) {
                List<String> formerKey = key(change.before());
                if (!formerKey.equals(key)) {
                    put(latest, formerKey, new RowChange(change.commit(), change.table(), change.before(), null));
                }
            }
            put(latest, key, change);
        }
        return latest;
    }

    /** At the end, so that events leave in the order of their commits. */
    private static void put(Map<List<String>, RowChange> latest, List<String> key, RowChange change) {
        latest.remove(key);
        latest.put(key, change);
    }

    private boolean isWhole(Map<String, Object> row) {
        return keyFields.stream().allMatch(name -> part(name, row) != null);
    }

    private List<String> key(Map<String, Object> row) {
        List<String> key = new ArrayList<>();
        for (String name : keyFields) {
            String part = part(name, row);
            key.add(part == null ? "" : part);
        }
        return key;
    }

    private String part(String name, Map<String, Object> row) {
        Field field = source.fields().get(name);
        return field.isConstant() ? field.value() : Columns.plain(row.get(field.column()));
    }

    private CanonicalData data(String key, RowChange change) {
        Columns columns = outcome.columns(section, key, source.fields(), change.row());
        Sku sku = new Sku(columns.required("sku"));
        if (section == Section.STOCK) {
            LocationId location = new LocationId(columns.required("location"));
            // Who deletes the row says that nothing is there.
            BigDecimal onHand = change.isDeleted() ? BigDecimal.ZERO : columns.number("onHand");
            // A row of a snapshot may be older than the time at which it was read.
            Instant salesUntil = change.commit().isSnapshot() ? null : outcome.salesUntil(change.commit());
            return new StockCounted(sku, location, onHand, salesUntil);
        }
        if (change.isDeleted()) {
            return new ItemDescribed(sku, null, null, List.of(), true);
        }
        return new ItemDescribed(
                sku, columns.text("title"), columns.text("category"), List.of(), columns.flag("discontinued"));
    }
}
