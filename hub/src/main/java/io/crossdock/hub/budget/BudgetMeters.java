package io.crossdock.hub.budget;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;

/** Counts what an account's requests were for, and how long they waited. */
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
            uses.put(purpose, waited::record);
        }
        return uses;
    }
}
