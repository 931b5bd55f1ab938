package io.crossdock.hub.budget;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/**
 * The one budget of an account on a system, from which this process takes whatever it asks of it. Offers go first. Fetches
 * and polls have shares that are theirs at any time, and may use more while no offer waits; a comparison keeps to its
 * share.
 */
public final class AccountBudget {

    private final String limit;
    private final RateBudget whole;
    private final Demand demand;
    private final Map<Purpose, BudgetUse> uses = new EnumMap<>(Purpose.class);
    private final RateBudget offers;
    private final RateBudget fetches;
    private final RateBudget polls;
    private volatile int parts = Parts.WHOLE;

    AccountBudget(String limit, Map<Purpose, BudgetUse> uses) {
        this.limit = limit;
        this.whole = RateBudget.parse(limit);
        this.demand = new Demand(whole.rates());
        this.uses.putAll(uses);
        this.offers = whole.first(use(Purpose.OFFERS));
        this.fetches = whole.share(Purpose.FETCH.percent(), true, use(Purpose.FETCH));
        this.polls = whole.share(Purpose.POLL.percent(), true, use(Purpose.POLL));
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
        return demand.of(purpose, uses.getOrDefault(purpose, BudgetUse.NONE));
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

    String limit() {
        return limit;
    }

    boolean isLimited() {
        return !whole.rates().isEmpty();
    }

    Demand demand() {
        return demand;
    }

    /** @param news told, by any thread, when requests begin to be needed after a rest, and when the system asks for a pause */
    void onNews(Runnable news) {
        demand.onBegin(news);
        whole.onPause(news);
    }

    /** How many of the {@link Parts} this process uses. */
    int parts() {
        return parts;
    }

    /** How many of the {@link Parts} it could use, by what it did lately. */
    int wanted() {
        return demand.parts(Instant.now());
    }

    /** Other processes may have the rest, with the permits that are told. */
    List<Double> shrink(int to, Instant now) {
        List<Double> goes = whole.shrink(Parts.fraction(to), now);
        parts = to;
        return goes;
    }

    void grow(int to, List<Double> comes, Instant now) {
        whole.grow(Parts.fraction(to), comes, now);
        parts = to;
    }

    void lose(Instant now) {
        whole.lose(now);
        parts = 0;
    }

    void openUntil(Instant until) {
        whole.openUntil(until);
    }

    /** The system asked for a pause, wherever it was heard. */
    void pause(Instant until) {
        whole.penalize(until);
    }

    /** Null where it did not. */
    Instant pausedUntil(Instant now) {
        return whole.throttledUntil(now);
    }
}
