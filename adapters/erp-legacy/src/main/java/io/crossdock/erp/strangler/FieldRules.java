package io.crossdock.erp.strangler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Rules by place. A place is a JSON pointer in which {@code *} stands for any one member or element; of several that fit,
 * the one with the fewest stars counts.
 */
public final class FieldRules {

    /** Both answers must be equal. */
    public static final FieldRules STRICT = new FieldRules(Map.of());

    private record Placed(List<String> steps, FieldRule rule) {

        boolean fits(List<String> path) {
            if (steps.size() != path.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!steps.get(i).equals("*") && !steps.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        long stars() {
            return steps.stream().filter("*"::equals).count();
        }
    }

    private final List<Placed> rules;

    /** @param byPlace such as {@code /lines/*}{@code /price}; empty for the whole */
    public FieldRules(Map<String, FieldRule> byPlace) {
        List<Placed> placed = new ArrayList<>();
        byPlace.forEach((place, rule) -> placed.add(new Placed(steps(place), rule)));
        placed.sort(Comparator.comparingLong(Placed::stars));
        rules = List.copyOf(placed);
    }

    FieldRule at(List<String> path) {
        return rules.stream()
                .filter(placed -> placed.fits(path))
                .map(Placed::rule)
                .findFirst()
                .orElse(FieldRule.STRICT);
    }

    private static List<String> steps(String place) {
        if (place.isEmpty()) {
            return List.of();
        }
        return List.of(place.substring(1).split("/", -1)).stream()
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
