package io.crossdock.erp.mapping;

import io.crossdock.erp.Capability;
import io.crossdock.erp.QuerySource;
import java.util.ArrayList;
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
        Map<String, Commit> touched = new TouchedKeys(capability, source, outcome).of(changes, queries);
        if (!touched.isEmpty()) {
            Set<Long> transactions = TouchedKeys.transactions(source, changes);
            answer(touched, grouped(TouchedKeys.ask(queries, source.sql(), touched.keySet(), transactions)));
        }
    }

    private Map<String, List<Map<String, Object>>> grouped(List<Map<String, Object>> rows) {
        String column = source.fields().get(capability.key()).column();
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
                    source.fields().get("location").meanings().stream()
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
