package io.crossdock.erp;

import io.crossdock.erp.TillSales.AbsorbedBy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the section {@code tillSales}. */
final class TillSalesReader {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final String TIMES = "90s, 15m, 26h and the like, up to 168h";

    private TillSalesReader() {}

    /**
     * @param sources that were read; takes the one by which the ERP refers to sales
     * @return empty where the file has no such section, or after a mistake
     */
    static Optional<TillSales> read(YamlSection root, Map<Section, Source> sources, SourceReader reader) {
        if (!root.has(Section.TILL_SALES.label())) {
            return Optional.empty();
        }
        YamlSection section = root.section(Section.TILL_SALES.label());
        String labels =
                Arrays.stream(AbsorbedBy.values()).map(AbsorbedBy::label).collect(Collectors.joining(", "));
        String text = section.required("absorbedBy", labels);
        Optional<AbsorbedBy> absorbedBy = Arrays.stream(AbsorbedBy.values())
                .filter(each -> each.label().equals(text))
                .findFirst();
        Duration within = null;
        if (absorbedBy.isEmpty()) {
            if (!text.isEmpty()) {
                section.problem("absorbedBy", "'" + text + "' is not allowed", labels);
            }
            return Optional.empty();
        }
        refuseBeside(section, "query", absorbedBy.get(), AbsorbedBy.REFERENCE);
        refuseBeside(section, "within", absorbedBy.get(), AbsorbedBy.LEVEL);
        switch (absorbedBy.get()) {
            case REFERENCE -> {
                Source source = reader.query(Section.TILL_SALES, section);
                if (source != null) {
                    sources.put(Section.TILL_SALES, source);
                }
            }
            case LEVEL -> {
                within = within(section);
                needsStock(section, sources.containsKey(Section.STOCK), "a section stock");
            }
            case TIME ->
                needsStock(
                        section, sources.get(Section.STOCK) instanceof QuerySource, "stock by query with salesUntil");
        }
        section.refuseUnknown();
        return Optional.of(new TillSales(absorbedBy.get(), within));
    }

    private static void refuseBeside(YamlSection section, String key, AbsorbedBy absorbedBy, AbsorbedBy fitting) {
        if (section.has(key) && absorbedBy != fitting) {
            section.problem(
                    key, "says nothing with absorbedBy: " + absorbedBy.label(), "absorbedBy: " + fitting.label());
        }
    }

    private static void needsStock(YamlSection section, boolean isThere, String what) {
        if (!isThere) {
            section.problem("absorbedBy", "needs levels that say so", what);
        }
    }

    private static Duration within(YamlSection section) {
        String text = section.required("within", TIMES);
        Optional<Duration> read =
                CompareReader.duration(text).filter(within -> !within.isZero() && within.compareTo(LONGEST) <= 0);
        if (read.isEmpty() && !text.isEmpty()) {
            section.problem("within", "'" + text + "' is no such time", TIMES);
        }
        return read.orElse(LONGEST);
    }
}
