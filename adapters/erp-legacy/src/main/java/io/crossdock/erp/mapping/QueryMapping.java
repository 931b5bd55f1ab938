package io.crossdock.erp.mapping;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.Section;
import io.crossdock.spi.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Events from one query for all keys that the batch touched. */
final class QueryMapping {

    private final Section section;
    private final QuerySource source;
    private final Outcome outcome;

    QueryMapping(Section section, QuerySource source, Outcome outcome) {
        this.section = section;
        this.source = source;
        this.outcome = outcome;
    }

    void map(List<RowChange> changes, Queries queries) {
        Set<Long> transactions = TouchedKeys.transactions(source, changes);
        Map<String, Commit> touched = new TouchedKeys(section, source, outcome).of(changes, queries, transactions);
        if (!touched.isEmpty()) {
            answer(touched, grouped(TouchedKeys.ask(queries, source.sql(), touched.keySet(), transactions)));
        }
    }

    /** Tells keys as the query answers them; of those that it knows no more, only what was told of before. */
    void tell(Collection<AskedKey> keys, Commit commit, Queries queries, Set<Long> transactions) {
        Map<String, Commit> touched = new LinkedHashMap<>();
        keys.forEach(asked -> touched.put(asked.key(), commit));
        if (touched.isEmpty()) {
            return;
        }
        var grouped = grouped(TouchedKeys.ask(queries, source.sql(), touched.keySet(), transactions));
        Spellings spellings = new Spellings(touched.keySet(), grouped.keySet());
        keys.stream()
                .filter(asked -> !asked.wasTold() && !grouped.containsKey(asked.key()))
                .filter(asked -> spellings.other(asked.key()).isEmpty())
                .forEach(asked -> touched.remove(asked.key()));
        if (!touched.isEmpty()) {
            answer(touched, grouped);
        }
    }

    void prices(Collection<PriceDate> come, Queries queries) {
        Map<String, PriceDate> dates = new LinkedHashMap<>();
        come.forEach(date -> dates.put(date.sku(), date));
        Map<String, List<Map<String, Object>>> grouped =
                grouped(TouchedKeys.ask(queries, source.sql(), dates.keySet(), Set.of()));
        Spellings spellings = new Spellings(dates.keySet(), grouped.keySet());
        dates.forEach((sku, date) -> {
            List<Map<String, Object>> rows = grouped.getOrDefault(sku, List.of());
            outcome.add(date, rows, () -> {
                Optional<String> other = spellings.other(sku);
                if (other.isPresent()) {
                    throw misspelt(sku, other.get());
                }
                return whole(sku, rows).prices(outcome.now());
            });
        });
    }

    private WholeAnswer whole(String key, List<Map<String, Object>> rows) {
        return new WholeAnswer(
                key,
                rows.stream()
                        .map(row -> outcome.columns(section, key, source.fields(), row))
                        .toList());
    }

    private Map<String, List<Map<String, Object>>> grouped(List<Map<String, Object>> rows) {
        String column = source.fields().get(section.key()).column();
        Map<String, List<Map<String, Object>>> grouped = new LinkedHashMap<>();
        for (Map<String, Object> row : rows) {
            String key = Columns.plain(row.get(column));
            grouped.computeIfAbsent(key == null ? "" : key, group -> new ArrayList<>())
                    .add(row);
        }
        return grouped;
    }

    private void answer(Map<String, Commit> touched, Map<String, List<Map<String, Object>>> grouped) {
        Spellings spellings = new Spellings(touched.keySet(), grouped.keySet());
        touched.forEach((key, commit) -> {
            Optional<String> other = spellings.other(key);
            if (other.isPresent()) {
                outcome.fail(section, key, commit, grouped.get(other.get()), misspelt(key, other.get()));
            } else {
                answer(key, commit, grouped.getOrDefault(key, List.of()));
            }
        });
        Commit last =
                touched.values().stream().reduce((first, second) -> second).orElseThrow();
        grouped.forEach((key, rows) -> {
            if (spellings.isOfNoKey(key)) {
                outcome.fail(
                        section,
                        key,
                        last,
                        rows,
                        outcome.unmappable(section, key, "the query gave a key that it was not asked for"));
            }
        });
    }

    private void answer(String key, Commit commit, List<Map<String, Object>> rows) {
        WholeAnswer whole = whole(key, rows);
        switch (section) {
            case PRICES -> outcome.add(section, key, commit, rows, () -> whole.prices(outcome.now()));
            case EXPECTED -> outcome.add(section, key, commit, rows, whole::expected);
            case ITEMS -> outcome.add(section, key, commit, rows, whole::item);
            case ORDERS, TILL_SALES -> {
                if (!rows.isEmpty()) {
                    outcome.add(section, key, commit, rows, () -> whole.order(source.levelExcludes()));
                }
            }
            case STOCK ->
                source.fields()
                        .get("location")
                        .meanings()
                        .forEach(location -> outcome.add(
                                section, key + " " + location, commit, rows, () -> level(whole, location, commit)));
        }
    }

    /** Neither what there is of the key, nor that there is nothing, can be told by such an answer. */
    private Failure misspelt(String key, String other) {
        return outcome.unmappable(
                section,
                key,
                "the query answered '" + other
                        + "': the database compares text without regard to case or accents, and a"
                        + " SKU does not. Have the query return the key as "
                        + String.join(", ", new TreeSet<>(source.keys().keySet()))
                        + " spells it, or lead all spellings to one by a lookup");
    }

    private CanonicalData level(WholeAnswer whole, String location, Commit commit) {
        return whole.level(location, outcome.levelsTellSales(), outcome.salesUntil(commit));
    }
}
