package io.crossdock.hub.budget;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The budgets of all accounts that a process asks something of; bound in Camel's registry, where Kamelets find them. */
public final class AccountBudgets {

    private final Map<String, AccountBudget> byChannel = new ConcurrentHashMap<>();
    private final Map<String, AccountBudget> byAccount = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final String prefix;

    /** @param prefix of the metrics' names */
    public AccountBudgets(MeterRegistry meters, String prefix) {
        this.meters = meters;
        this.prefix = prefix;
    }

    /**
     * A channel takes from its account's budget from now on.
     *
     * @param limit as {@link RateBudget#parse} reads it; that of the account's first channel counts
     */
    public void add(String channel, String account, String limit) {
        byChannel.put(
                channel,
                byAccount.computeIfAbsent(
                        account,
                        name -> BudgetMeters.watched(
                                meters,
                                prefix,
                                name,
                                new AccountBudget(limit, BudgetMeters.of(meters, prefix, name)))));
    }

    /** Those of accounts that have a limit, by account. */
    Map<String, AccountBudget> limited() {
        Map<String, AccountBudget> limited = new TreeMap<>(byAccount);
        limited.values().removeIf(budget -> !budget.isLimited());
        return limited;
    }

    /** Nothing is taken from any of them until this process has its part. */
    void close(Instant now) {
        limited().values().forEach(budget -> {
            budget.lose(now);
            budget.openUntil(Instant.MIN);
        });
    }

    AccountBudget of(String channel) {
        return byChannel.get(channel);
    }
}
