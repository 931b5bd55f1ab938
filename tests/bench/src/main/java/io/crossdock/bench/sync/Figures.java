package io.crossdock.bench.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What was measured, each the median of its rounds; the last line in the order in which it was put in. */
final class Figures {

    private final Map<String, String> told = new LinkedHashMap<>();

    /** @param rounds of which the median counts */
    <T> void put(String key, List<T> rounds, ToDoubleFunction<T> figure) {
        put(key, median(rounds, figure));
    }

    void put(String key, double figure) {
        told.put(key, String.format(Locale.ROOT, figure >= 1000 ? "%.0f" : "%.3f", figure));
    }

    /** For people, a figure a line. */
    String text() {
        return told.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%-34s %12s%n", each.getKey(), each.getValue()))
                .collect(Collectors.joining());
    }

    String json() {
        return told.entrySet().stream()
                .map(each -> ",\"" + each.getKey() + "\":" + each.getValue())
                .collect(Collectors.joining("", "{\"bench\":\"sync\"", "}"));
    }

    static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
