package io.crossdock.hub.budget;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;

/** Counts what an account's requests were for and how long they waited, and tells which part of its budget is used. */
final class BudgetMeters {

    private BudgetMeters() {}

    static Map<Purpose, BudgetUse> of(MeterRegistry meters, String prefix, String account) {
        Map<Purpose, BudgetUse> uses = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            Timer waited = Timer.builder(prefix + ".budget.wait")
                    .description("For how long requests to the account had to wait for their turn")
                    .tag("account", account)
                    .tag("purpose", purpose.word())
                    .register(meters);
            uses.put(purpose, (price, time, now) -> waited.record(time));
        }
        return uses;
    }

    /** Tells which part of the budget this process has, and which it could use. */
    static AccountBudget watched(MeterRegistry meters, String prefix, String account, AccountBudget budget) {
        if (budget.isLimited()) {
            Gauge.builder(prefix + ".budget.part", budget, each -> Parts.fraction(each.parts()))
                    .description("Which part of the account's limit is this process's, 0 to 1")
                    .tag("account", account)
                    .register(meters);
            Gauge.builder(prefix + ".budget.wanted", budget, each -> Parts.fraction(each.wanted()))
                    .description("Which part of the account's limit this process could use, 0 to 1")
                    .tag("account", account)
                    .register(meters);
        }
        return budget;
    }
}
