package io.crossdock.hub.budget;

import java.util.EnumMap;
import java.util.Map;
import org.apache.camel.CamelContext;

/**
 * The one budget of an account on a system, from which this process takes whatever it asks of it. Offers go first. Fetches
 * and polls have shares that are theirs at any time, and may use more while no offer waits; a comparison keeps to its
 * share.
 */
public final class AccountBudget {

    private static final int FETCHES_PERCENT = 25;
    private static final int POLLS_PERCENT = 10;

    private final RateBudget whole;
    private final Map<Purpose, BudgetUse> uses = new EnumMap<>(Purpose.class);
    private final RateBudget offers;
    private final RateBudget fetches;
    private final RateBudget polls;

    AccountBudget(String limit, Map<Purpose, BudgetUse> uses) {
        this.whole = RateBudget.parse(limit);
        this.uses.putAll(uses);
        this.offers = whole.first(use(Purpose.OFFERS));
        this.fetches = whole.share(FETCHES_PERCENT, true, use(Purpose.FETCH));
        this.polls = whole.share(POLLS_PERCENT, true, use(Purpose.POLL));
    }

    /**
     * A channel's, among those that are bound in a context's registry.
     *
     * @param otherwise the limit of one that nobody else takes from, where none is bound
     */
    public static AccountBudget of(CamelContext context, String channel, String otherwise) {
        AccountBudgets bound = context.getRegistry().findSingleByType(AccountBudgets.class);
        AccountBudget budget = bound == null ? null : bound.of(channel);
        return budget == null ? new AccountBudget(otherwise, Map.of()) : budget;
    }

    private BudgetUse use(Purpose purpose) {
        return uses.getOrDefault(purpose, BudgetUse.NONE);
    }

    public RateBudget offers() {
        return offers;
    }

    public RateBudget fetches() {
        return fetches;
    }

    public RateBudget polls() {
        return polls;
    }

    /**
     * The share of one comparison.
     *
     * @param percent 1 to 100
     */
    public RateBudget comparison(int percent) {
        return whole.share(percent, false, use(Purpose.COMPARE));
    }
}
