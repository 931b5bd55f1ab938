package io.crossdock.bench.cdc;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Medians of the rounds.
 *
 * @param many what queries cost in a burst
 * @param single what they cost at a steady rate
 */
record Report(Map<Fact, List<Lags>> lags, List<Map<Contender, Turn>> turns, QueryCost many, QueryCost single) {

    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Fact fact : Fact.values()) {
            text.append(line(
                    "%-40s p50 %5.1f ms, p99 %5.1f ms since its COMMIT was sent; %5.1f and %5.1f ms since it was answered",
                    "change to event, " + fact.word(),
                    lag(fact, each -> each.sinceMillis(0.50)),
                    lag(fact, each -> each.sinceMillis(0.99)),
                    lag(fact, each -> each.afterMillis(0.50)),
                    lag(fact, each -> each.afterMillis(0.99))));
        }
        text.append(text(turns));
        text.append(cost("queries in a burst", many)).append(cost("queries at the steady rate", single));
        return text.toString();
    }

    /** The bursts alone, for people. */
    static String text(List<Map<Contender, Turn>> turns) {
        StringBuilder text = new StringBuilder();
        for (Contender contender : Contender.values()) {
            text.append(line(
                    "%-40s %,8.0f rows/s, %5.1f us CPU a row; Crossdock has %.2f of it",
                    contender.label(),
                    turn(turns, contender, Turn::rowsPerSecond),
                    turn(turns, contender, Turn::cpuMicros),
                    ratio(turns, contender)));
        }
        return text.toString();
    }

    /** The bursts alone. */
    static String json(List<Map<Contender, Turn>> turns) {
        return "{\"bench\":\"cdc\"," + ratios(turns) + "," + rates(turns) + "}";
    }

    private static String ratios(List<Map<Contender, Turn>> turns) {
        return String.format(
                Locale.ROOT,
                "\"ratio_engine_and_producer\":%.3f,\"ratio_bare_engine\":%.3f",
                ratio(turns, Contender.PRODUCER),
                ratio(turns, Contender.BARE));
    }

    private static String rates(List<Map<Contender, Turn>> turns) {
        return String.format(
                Locale.ROOT,
                "\"rows_per_s\":%.0f,\"engine_and_producer_rows_per_s\":%.0f,\"bare_engine_rows_per_s\":%.0f,"
                        + "\"cpu_us_per_row\":%.1f,\"engine_and_producer_cpu_us\":%.1f,\"bare_engine_cpu_us\":%.1f",
                turn(turns, Contender.HUB, Turn::rowsPerSecond),
                turn(turns, Contender.PRODUCER, Turn::rowsPerSecond),
                turn(turns, Contender.BARE, Turn::rowsPerSecond),
                turn(turns, Contender.HUB, Turn::cpuMicros),
                turn(turns, Contender.PRODUCER, Turn::cpuMicros),
                turn(turns, Contender.BARE, Turn::cpuMicros));
    }

    private static String cost(String when, QueryCost cost) {
        return line(
                "%-40s %.3f statements and %.1f rows read a changed row; %d selects for %d batches, %d keys asked twice",
                when, cost.statementsPerChange(), cost.rowsPerChange(), cost.selects(), cost.batches(), cost.repeats());
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"bench\":\"cdc\",\"row_p50_ms\":%.2f,\"row_p99_ms\":%.2f,\"query_p50_ms\":%.2f,\"query_p99_ms\":%.2f,"
                        + "%s,"
                        + "\"row_answered_p50_ms\":%.2f,\"row_answered_p99_ms\":%.2f,"
                        + "\"query_answered_p50_ms\":%.2f,\"query_answered_p99_ms\":%.2f,\"commits_per_s\":%.1f,"
                        + "%s,"
                        + "\"burst_statements_per_change\":%.4f,\"burst_rows_read_per_change\":%.2f,"
                        + "\"steady_statements_per_change\":%.2f,\"steady_rows_read_per_change\":%.2f,"
                        + "\"selects_per_batch\":%.3f,\"items_asked_twice\":%d}",
                lag(Fact.LEVEL, each -> each.sinceMillis(0.50)),
                lag(Fact.LEVEL, each -> each.sinceMillis(0.99)),
                lag(Fact.PRICE, each -> each.sinceMillis(0.50)),
                lag(Fact.PRICE, each -> each.sinceMillis(0.99)),
                ratios(turns),
                lag(Fact.LEVEL, each -> each.afterMillis(0.50)),
                lag(Fact.LEVEL, each -> each.afterMillis(0.99)),
                lag(Fact.PRICE, each -> each.afterMillis(0.50)),
                lag(Fact.PRICE, each -> each.afterMillis(0.99)),
                Math.min(lag(Fact.LEVEL, Lags::perSecond), lag(Fact.PRICE, Lags::perSecond)),
                rates(turns),
                many.statementsPerChange(),
                many.rowsPerChange(),
                single.statementsPerChange(),
                single.rowsPerChange(),
                Math.max(many.selectsPerBatch(), single.selectsPerBatch()),
                many.repeats() + single.repeats());
    }

    private static double ratio(List<Map<Contender, Turn>> turns, Contender to) {
        return turn(turns, Contender.HUB, Turn::rowsPerSecond) / turn(turns, to, Turn::rowsPerSecond);
    }

    private double lag(Fact fact, ToDoubleFunction<Lags> figure) {
        return Turn.median(lags.get(fact), figure);
    }

    private static double turn(List<Map<Contender, Turn>> turns, Contender contender, ToDoubleFunction<Turn> figure) {
        return Turn.median(turns.stream().map(round -> round.get(contender)).toList(), figure);
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format + "%n", values);
    }
}
