package io.crossdock.erp.mapping;

import io.crossdock.erp.KeyColumn;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which keys a batch of changes concerns, each once with its last commit; one lookup for each table that needs one. */
final class TouchedKeys {

    /** Beyond it a statement is split: servers plan, log and time out by statement. */
    static final int MAX_KEYS = 5000;

    private static final Comparator<Commit> LOG = Comparator.comparingInt(Commit::epoch)
            .thenComparingLong(Commit::position)
            .thenComparingInt(Commit::round);

    private final Section section;
    private final QuerySource source;
    private final Outcome outcome;
    private final Map<String, Commit> touched = new LinkedHashMap<>();
    /** By table, the last change of each value that is to be looked up. */
    private final Map<String, Map<String, RowChange>> wanted = new TreeMap<>();

    TouchedKeys(Section section, QuerySource source, Outcome outcome) {
        this.section = section;
        this.source = source;
        this.outcome = outcome;
    }

    /**
     * In the order of their commits.
     *
     * @param transactions that lookups must show
     */
    Map<String, Commit> of(List<RowChange> changes, Queries queries, Set<Long> transactions) {
        for (RowChange change : changes) {
            KeyColumn column = source.keys().get(change.table());
            if (column != null && matters(column, change)) {
                touch(column, change);
            }
        }
        wanted.forEach((table, values) -> lookUp(source.keys().get(table), values, queries, transactions));
        Map<String, Commit> sorted = new LinkedHashMap<>();
        touched.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(LOG))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Those that an answer must show. */
    static Set<Long> transactions(QuerySource source, List<RowChange> changes) {
        Set<Long> transactions = new HashSet<>();
        for (RowChange change : changes) {
            KeyColumn column = source.keys().get(change.table());
            if (column != null && change.commit().transaction() != null && matters(column, change)) {
                transactions.add(change.commit().transaction());
            }
        }
        return transactions;
    }

    static List<Map<String, Object>> ask(Queries queries, String sql, Collection<String> keys, Set<Long> transactions) {
        List<String> all = List.copyOf(keys);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_KEYS) {
            rows.addAll(queries.rows(sql, all.subList(from, Math.min(all.size(), from + MAX_KEYS)), transactions));
        }
        return rows;
    }

    private static boolean matters(KeyColumn column, RowChange change) {
        return column.when().isEmpty()
                || !change.isDeleted()
                        && column.when().entrySet().stream().allMatch(condition -> {
                            String value = Columns.plain(change.after().get(condition.getKey()));
                            return value != null && condition.getValue().contains(value);
                        });
    }

    private void touch(KeyColumn column, RowChange change) {
        String value = Columns.plain(change.row().get(column.column()));
        String former =
                change.before() == null ? null : Columns.plain(change.before().get(column.column()));
        if (value == null) {
            missing(column, change, "column '" + column.column() + "' of " + change.table() + " is empty");
            return;
        }
        if (former != null && !former.equals(value)) {
            put(column, former, change);
        }
        put(column, value, change);
    }

    private void put(KeyColumn column, String value, RowChange change) {
        if (column.lookup() == null) {
            put(value, change.commit());
        } else {
            wanted.computeIfAbsent(change.table(), table -> new LinkedHashMap<>())
                    .put(value, change);
        }
    }

    /** At the end, so that keys of one commit stay in the order in which they were last touched. */
    private void put(String key, Commit commit) {
        Commit known = touched.remove(key);
        touched.put(key, known != null && LOG.compare(known, commit) > 0 ? known : commit);
    }

    private void lookUp(KeyColumn column, Map<String, RowChange> values, Queries queries, Set<Long> transactions) {
        Map<String, Set<String>> found = new HashMap<>();
        for (Map<String, Object> row : ask(queries, column.lookup(), values.keySet(), transactions)) {
            String value = Columns.plain(row.get("changed"));
            String key = Columns.plain(row.get(section.key()));
            if (value != null && key != null) {
                found.computeIfAbsent(value, first -> new HashSet<>()).add(key);
            }
        }
        values.forEach((value, change) -> {
            if (found.containsKey(value)) {
                found.get(value).stream().sorted().forEach(key -> put(key, change.commit()));
            } else {
                missing(column, change, "no key is found for '" + value + "' of " + change.table());
            }
        });
    }

    private void missing(KeyColumn column, RowChange change, String what) {
        if (!column.ignoresMissing()) {
            outcome.fail(section, "", change.commit(), List.of(change.row()), outcome.unmappable(section, "", what));
        }
    }
}
