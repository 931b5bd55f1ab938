package io.crossdock.hub.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** This process's part of one account's budget: what it says of it, and what it makes of what others say. */
final class Sharer {

    /** Of a turn, for each percent that its requests weigh: all kinds of them together have four seconds. */
    private static final Duration TURN = Duration.ofMillis(40);

    private final String process;
    private final AccountBudget budget;

    /** How many parts it keeps by what it said and has not read yet. */
    private final TreeMap<Long, Integer> unread = new TreeMap<>();

    private Instant turnAt = Instant.MIN;
    private long countAtTurn;

    Sharer(String process, AccountBudget budget) {
        this.process = process;
        this.budget = budget;
    }

    /** What it said has come back, and all before it has or never will. */
    void readBack(long number) {
        unread.headMap(number, true).clear();
    }

    void openUntil(Instant leaseUntil) {
        budget.openUntil(leaseUntil);
    }

    /**
     * Takes what it has got, and leaves what it has lost.
     *
     * @param grant the last there was
     */
    void follow(AccountLedger account, Optional<Grant> grant, Instant now) {
        if (account == null) {
            return;
        }
        Member member = account.member(process);
        int before = budget.parts();
        if (member == null) {
            if (before > 0) {
                budget.lose(now);
            }
        } else {
            int parts = Math.min(member.parts(), kept());
            if (parts > before) {
                begin(before, now);
                budget.grow(parts, comes(grant, parts - before), now);
            } else if (parts < before) {
                budget.shrink(parts, now);
            }
        }
        if (account.pausedUntil().isAfter(now)) {
            budget.pause(account.pausedUntil());
        }
    }

    private int kept() {
        return unread.values().stream().mapToInt(Integer::intValue).min().orElse(Parts.WHOLE);
    }

    private void begin(int before, Instant now) {
        if (before == 0) {
            turnAt = now;
            countAtTurn = budget.demand().count();
        }
    }

    /** Of what came with a grant, as much as falls to the parts that are used. */
    private static List<Double> comes(Optional<Grant> grant, int parts) {
        return grant.map(got -> got.comes().stream()
                        .map(level -> level * Math.min(parts, got.parts()) / got.parts())
                        .toList())
                .orElse(List.of());
    }

    /**
     * What to say of it now, if anything.
     *
     * @param number that the statement will have
     * @param isBeat whether something is said anyhow
     */
    Optional<Wish> wish(AccountLedger account, long number, boolean isBeat, Instant now) {
        Member known = account == null ? null : account.member(process);
        Demand demand = budget.demand();
        boolean isAlone = account == null || account.members().size() == (known == null ? 0 : 1);
        int wants = isAlone ? Parts.WHOLE : demand.parts(now);
        int least = demand.least(now);
        int weight = isAlone && known != null ? known.weight() : demand.weight(now);
        int keeps = known == null ? Parts.WHOLE : keeps(account, known, now);
        Instant paused = budget.pausedUntil(now);
        boolean isPause = paused != null
                && (account == null || paused.isAfter(account.pausedUntil().plusMillis(1)));
        boolean isNews = known == null
                || known.wants() != wants
                || known.least() != least
                || known.weight() != weight
                || (isBeat && known.waits() != demand.waits(now))
                || keeps < known.parts()
                || isPause
                || (isAlone && !budget.limit().equals(account.limit()));
        if (!isNews) {
            return Optional.empty();
        }
        List<Double> leaves = keeps < budget.parts() ? budget.shrink(keeps, now) : List.of();
        unread.put(number, keeps);
        return Optional.of(new Wish(
                budget.limit(),
                wants,
                least,
                weight,
                demand.waits(now),
                keeps,
                leaves,
                isPause ? paused.toEpochMilli() : null));
    }

    /** All but what others lack and it could do without; nothing where its turn is over. */
    private int keeps(AccountLedger account, Member known, Instant now) {
        if (account.isCrowded() && known.parts() > 0 && known.wants() > 0 && isTurnOver(now)) {
            return 0;
        }
        int surplus = known.parts() - account.targets().get(process);
        int goes = Math.min(surplus, account.missing());
        return goes > 0 ? known.parts() - goes : Parts.WHOLE;
    }

    private boolean isTurnOver(Instant now) {
        Demand demand = budget.demand();
        Duration turn = TURN.multipliedBy(demand.weight(now));
        return !turnAt.plus(turn).isAfter(now) && (demand.count() > countAtTurn || !demand.waits(now));
    }

    /** Whether the process used or needed some of it of late, so that it may say something else at any time. */
    boolean isActive(Instant now) {
        return budget.demand().isActive(now);
    }

    /** It uses nothing any more. */
    Wish leave(Instant now) {
        budget.openUntil(Instant.MIN);
        return new Wish(budget.limit(), 0, 1, 1, false, 0, budget.shrink(0, now), null);
    }
}
