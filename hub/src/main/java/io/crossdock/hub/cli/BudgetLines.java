package io.crossdock.hub.cli;

import io.crossdock.hub.budget.BudgetView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How accounts' budgets are shared out, as lines of a table for people and as JSON for scripts. */
final class BudgetLines {

    private static final String COLUMNS = "%-24s %-24s %-20s %-8s %s";

    private BudgetLines() {}

    static String header() {
        return String.format(COLUMNS, "ACCOUNT", "LIMIT", "PARTS OF PROCESSES", "WAITS", "PAUSED UNTIL");
    }

    static String row(BudgetView budget) {
        String parts =
                parts(budget).stream().map(part -> Math.round(part * 100) + "%").collect(Collectors.joining(" + "));
        String paused = budget.pausedUntil()
                .map(until -> until.truncatedTo(ChronoUnit.SECONDS))
                .map(Instant::toString)
                .orElse("-");
        return String.format(COLUMNS, budget.account(), budget.limit(), parts, budget.waits() ? "yes" : "no", paused);
    }

    static Map<String, Object> members(BudgetView budget) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("account", budget.account());
        members.put("limit", budget.limit());
        members.put("parts", parts(budget));
        members.put("waits", budget.waits());
        budget.pausedUntil().ifPresent(until -> members.put("pausedUntil", until));
        return members;
    }

    private static List<Double> parts(BudgetView budget) {
        return budget.parts().values().stream()
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
