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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Tells keys as the table has them, and of those that it has no more, that nothing is there. */
    void tell(Collection<AskedKey> keys, Commit commit, Tables tables, Set<Long> transactions) {
        Field sku = source.fields().get("sku");
        Set<String> written = keys.stream()
                .flatMap(asked -> sku.writtenFor(asked.key()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<RowChange> rows = written.isEmpty()
                ? List.of()
                : tables.rowsWith(source.table(), sku.column(), written, transactions).stream()
                        .map(row -> new RowChange(commit, source.table(), null, row))
                        .toList();
        map(rows);
        Set<List<String>> there = rows.stream().map(this::meaning).collect(Collectors.toSet());
        keys.stream().filter(AskedKey::wasTold).forEach(asked -> gone(asked, there)
                .forEach(event ->
                        outcome.add(section, String.join(" ", event), commit, List.of(), () -> nothing(event))));
    }

    /** What a row is about, in our words. */
    private List<String> meaning(RowChange change) {
        return keyFields.stream()
                .map(name -> source.fields()
                        .get(name)
                        .meaningOf(part(name, change.row()))
                        .orElse(""))
                .toList();
    }

    private List<List<String>> gone(AskedKey asked, Set<List<String>> there) {
        if (section != Section.STOCK) {
            return Stream.of(List.of(asked.key()))
                    .filter(key -> !there.contains(key))
                    .toList();
        }
        Set<String> locations = new TreeSet<>(asked.locations());
        locations.addAll(source.fields().get("location").meanings());
        return locations.stream()
                .map(location -> List.of(asked.key(), location))
                .filter(key -> !there.contains(key))
                .toList();
    }

    private CanonicalData nothing(List<String> key) {
        Sku sku = new Sku(key.get(0));
        return section == Section.STOCK
                ? new StockCounted(sku, new LocationId(key.get(1)), BigDecimal.ZERO)
                : new ItemDescribed(sku, null, null, List.of(), true);
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
