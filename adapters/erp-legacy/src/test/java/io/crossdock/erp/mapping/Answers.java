package io.crossdock.erp.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives the same rows to everybody and notes what was asked. */
final class Answers implements Queries {

    private final List<Map<String, Object>> rows;
    final List<List<String>> asked = new ArrayList<>();
    final List<Set<Long>> seen = new ArrayList<>();

    Answers(List<Map<String, Object>> rows) {
        this.rows = rows;
    }

    @Override
    public List<Map<String, Object>> rows(String sql, Collection<String> keys, Set<Long> transactions) {
        asked.add(List.copyOf(keys));
        seen.add(Set.copyOf(transactions));
        return rows;
    }
}
