package io.crossdock.hub.budget;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
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
                        account, name -> new AccountBudget(limit, BudgetMeters.of(meters, prefix, name))));
    }

    AccountBudget of(String channel) {
        return byChannel.get(channel);
    }
}
