package io.crossdock.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What was measured, each the median of its rounds; the last line in the order in which it was put in. */
public final class Figures {

    private final String bench;
    private final Map<String, String> told = new LinkedHashMap<>();

    /** @param bench the benchmark's name */
    public Figures(String bench) {
        this.bench = bench;
    }

    /** @param rounds of which the median counts */
    public <T> void put(String key, List<T> rounds, ToDoubleFunction<T> figure) {
        put(key, median(rounds, figure));
    }

    public void put(String key, double figure) {
        told.put(key, String.format(Locale.ROOT, figure >= 1000 ? "%.0f" : "%.3f", figure));
    }

    public void count(String key, long figure) {
        told.put(key, Long.toString(figure));
    }

    /** For people, a figure a line. */
    public String text() {
        return told.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%-34s %12s%n", each.getKey(), each.getValue()))
                .collect(Collectors.joining());
    }

    /** The last line. */
    public String json() {
        return told.entrySet().stream()
                .map(each -> ",\"" + each.getKey() + "\":" + each.getValue())
                .collect(Collectors.joining("", "{\"bench\":\"" + bench + "\"", "}"));
    }

    public static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
