package io.crossdock.erp.strangler;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.DifferenceKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares two answers field by field. Numbers are compared by value, so that 2 is 2.0; a member that is null or an
 * empty list is one that is not there, since old systems leave out what is empty.
 */
public final class Comparison {

    /** Elements of a list in any order that are tried against each other, after those that are the same were taken out. */
    private static final int MOST_TRIED = 100;

    private final FieldRules rules;

    public Comparison(FieldRules rules) {
        this.rules = rules;
    }

    /** What differs; where both sides failed for the same reason, nothing does. */
    public Differences of(SideAnswer legacy, SideAnswer modern) {
        Differences found = new Differences();
        if (legacy.isFailure() || modern.isFailure()) {
            if (!modern.isFailure()) {
                found.failed(DifferenceKind.LEGACY_FAILED, legacy.failure());
            } else if (!legacy.isFailure()) {
                found.failed(DifferenceKind.MODERN_FAILED, modern.failure());
            } else if (!legacy.failure().equals(modern.failure())) {
                found.failed(DifferenceKind.FAILED_OTHERWISE, legacy.failure() + "/" + modern.failure());
            }
            return found;
        }
        compare(legacy.body(), modern.body(), new ArrayList<>(), found);
        return found;
    }

    private void compare(JsonNode legacy, JsonNode modern, List<String> path, Differences found) {
        FieldRule rule = rules.at(path);
        if (rule.ignored()) {
            return;
        }
        if (isAbsent(legacy) || isAbsent(modern)) {
            if (isAbsent(legacy) != isAbsent(modern)) {
                DifferenceKind only = isAbsent(modern) ? DifferenceKind.ONLY_LEGACY : DifferenceKind.ONLY_MODERN;
                found.add(path, only, rule, legacy, modern);
            }
        } else if (!ValueComparison.areComparable(legacy, modern, rule)) {
            found.add(path, DifferenceKind.TYPE, rule, legacy, modern);
        } else if (legacy.isObject()) {
            members(legacy, modern, path, found);
        } else if (legacy.isArray()) {
            elements(legacy, modern, rule, path, found);
        } else if (!ValueComparison.areSame(legacy, modern, rule)) {
            found.add(path, DifferenceKind.VALUE, rule, legacy, modern);
        }
    }

    private static boolean isAbsent(JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() || node.isArray() && node.isEmpty();
    }

    private void members(JsonNode legacy, JsonNode modern, List<String> path, Differences found) {
        Set<String> names = new TreeSet<>();
        legacy.fieldNames().forEachRemaining(names::add);
        modern.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            step(name, path, () -> compare(legacy.get(name), modern.get(name), path, found));
        }
    }

    private void elements(JsonNode legacy, JsonNode modern, FieldRule rule, List<String> path, Differences found) {
        if (rule.pairedBy() != null) {
            paired(legacy, modern, JsonPointer.compile(rule.pairedBy()), path, found);
        } else if (rule.unordered()) {
            inAnyOrder(legacy, modern, path, found);
        } else {
            for (int i = 0; i < Math.max(legacy.size(), modern.size()); i++) {
                int at = i;
                step(Integer.toString(i), path, () -> compare(legacy.get(at), modern.get(at), path, found));
            }
        }
    }

    /** Elements without the member, or with one that came before, are paired by their place among those. */
    private void paired(JsonNode legacy, JsonNode modern, JsonPointer by, List<String> path, Differences found) {
        Map<String, Integer> ofModern = places(modern, by);
        places(legacy, by).forEach((key, at) -> {
            Integer other = ofModern.remove(key);
            JsonNode partner = other == null ? null : modern.get(other);
            step(Integer.toString(at), path, () -> compare(legacy.get(at), partner, path, found));
        });
        ofModern.values()
                .forEach(at -> step(Integer.toString(at), path, () -> compare(null, modern.get(at), path, found)));
    }

    private static Map<String, Integer> places(JsonNode list, JsonPointer by) {
        Map<String, Integer> places = new LinkedHashMap<>();
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            String key = list.get(i).at(by).asText();
            places.put(seen.merge(key, 1, Integer::sum) + " " + key, i);
        }
        return places;
    }

    private void inAnyOrder(JsonNode legacy, JsonNode modern, List<String> path, Differences found) {
        Map<JsonNode, List<Integer>> ofModern = new LinkedHashMap<>();
        for (int i = 0; i < modern.size(); i++) {
            ofModern.computeIfAbsent(modern.get(i), same -> new ArrayList<>()).add(i);
        }
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < legacy.size(); i++) {
            List<Integer> same = ofModern.get(legacy.get(i));
            if (same == null || same.isEmpty()) {
                left.add(i);
            } else {
                same.remove(0);
            }
        }
        List<Integer> right = new ArrayList<>();
        ofModern.values().forEach(right::addAll);
        if (left.size() <= MOST_TRIED && right.size() <= MOST_TRIED) {
            left.removeIf(at -> takeAlike(legacy.get(at), modern, right, path));
        }
        left.forEach(at -> step(Integer.toString(at), path, () -> compare(legacy.get(at), null, path, found)));
        right.forEach(at -> step(Integer.toString(at), path, () -> compare(null, modern.get(at), path, found)));
    }

    private boolean takeAlike(JsonNode element, JsonNode modern, List<Integer> right, List<String> path) {
        for (Iterator<Integer> each = right.iterator(); each.hasNext(); ) {
            JsonNode candidate = modern.get(each.next());
            Differences between = new Differences();
            step("*", path, () -> compare(element, candidate, path, between));
            if (between.isEmpty()) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    private static void step(String name, List<String> path, Runnable below) {
        path.add(name);
        below.run();
        path.remove(path.size() - 1);
    }
}
