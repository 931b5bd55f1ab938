package io.crossdock.erp.mapping;

import io.crossdock.erp.Capability;
import io.crossdock.erp.KeyColumn;
import io.crossdock.erp.QuerySource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Events from one query for all keys that the batch touched. */
final class QueryMapping {

    private final Capability capability;
    private final QuerySource source;
    private final Outcome outcome;

    QueryMapping(Capability capability, QuerySource source, Outcome outcome) {
        this.capability = capability;
        this.source = source;
        this.outcome = outcome;
    }

    void map(List<RowChange> changes, Queries queries) {
        Map<String, Commit> touched = new LinkedHashMap<>();
        Set<Long> transactions = new HashSet<>();
        for (RowChange change : changes) {
            KeyColumn column = source.keys().get(change.table());
            if (column != null && matters(column, change)) {
                touch(touched, column, change);
                if (change.commit().transaction() != null) {
                    transactions.add(change.commit().transaction());
                }
            }
        }
        if (!touched.isEmpty()) {
            answer(touched, grouped(queries.rows(source.sql(), touched.keySet(), transactions)));
        }
    }

    private static boolean matters(KeyColumn column, RowChange change) {
        return column.when().isEmpty()
                || !change.isDeleted()
                        && column.when().entrySet().stream().allMatch(condition -> {
                            String value = Columns.plain(change.after().get(condition.getKey()));
                            return value != null && condition.getValue().contains(value);
                        });
    }

    private void touch(Map<String, Commit> touched, KeyColumn column, RowChange change) {
        String key = Columns.plain(change.row().get(column.column()));
        String formerKey =
                change.before() == null ? null : Columns.plain(change.before().get(column.column()));
        if (key == null) {
            outcome.fail(
                    capability,
                    "",
                    change.commit(),
                    List.of(change.row()),
                    outcome.unmappable(
                            capability, "", "column '" + column.column() + "' of " + change.table() + " is empty"));
            return;
        }
        if (formerKey != null && !formerKey.equals(key)) {
            put(touched, formerKey, change.commit());
        }
        put(touched, key, change.commit());
    }

    /** At the end, so that events leave in the order of their commits. */
    private static void put(Map<String, Commit> touched, String key, Commit commit) {
        touched.remove(key);
        touched.put(key, commit);
    }

    private Map<String, List<Map<String, Object>>> grouped(List<Map<String, Object>> rows) {
        String column = source.fields()
                .get(capability == Capability.ORDERS ? "number" : "sku")
                .column();
        Map<String, List<Map<String, Object>>> grouped = new LinkedHashMap<>();
        for (Map<String, Object> row : rows) {
            String key = Columns.plain(row.get(column));
            grouped.computeIfAbsent(key == null ? "" : key, group -> new ArrayList<>())
                    .add(row);
        }
        return grouped;
    }

    private void answer(Map<String, Commit> touched, Map<String, List<Map<String, Object>>> grouped) {
        touched.forEach((key, commit) -> {
            List<Map<String, Object>> rows = grouped.getOrDefault(key, List.of());
            List<Columns> columns = rows.stream()
                    .map(row -> outcome.columns(capability, key, source.fields(), row))
                    .toList();
            WholeAnswer whole = new WholeAnswer(key, columns);
            switch (capability) {
                case PRICES -> outcome.add(capability, key, commit, rows, whole::prices);
                case ITEMS -> outcome.add(capability, key, commit, rows, whole::item);
                case ORDERS -> {
                    if (!rows.isEmpty()) {
                        outcome.add(capability, key, commit, rows, whole::order);
                    }
                }
                case STOCK ->
                    source.fields().get("location").codes().values().stream()
                            .distinct()
                            .sorted()
                            .forEach(location -> outcome.add(
                                    capability, key + " " + location, commit, rows, () -> whole.level(location)));
            }
        });
        Commit last =
                touched.values().stream().reduce((first, second) -> second).orElseThrow();
        grouped.forEach((key, rows) -> {
            if (!touched.containsKey(key)) {
                outcome.fail(
                        capability,
                        key,
                        last,
                        rows,
                        outcome.unmappable(capability, key, "the query gave a key that it was not asked for"));
            }
        });
    }
}
