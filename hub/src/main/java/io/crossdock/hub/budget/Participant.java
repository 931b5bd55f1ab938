package io.crossdock.hub.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * This process among those that share budgets. It reads what all say, gives its own budgets the parts that follow, and tells
 * what it has to say next. A part shrinks before that is said and grows once it has been read, so that no two processes ever
 * use the same one. Time is passed in; for one thread.
 */
final class Participant {

    /** For so long after it said what it has read back, a process uses its parts; the others wait for longer. */
    static final Duration LEASE = Duration.ofSeconds(6);

    /** How often something is said at the least. */
    static final Duration BEAT = Duration.ofSeconds(2);

    /** How soon a need that changes is told where others may have some of the budgets. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static final Duration SNAPSHOTS = Duration.ofMinutes(1);

    private final String process;
    private final BudgetLedger ledger;
    private final Map<String, Sharer> sharers = new TreeMap<>();
    private final TreeMap<Long, Instant> unread = new TreeMap<>();
    private Instant saidAt = Instant.MIN;
    private Instant snapshotAt = Instant.MIN;
    private Instant leaseUntil = Instant.MIN;
    private long number;

    /**
     * @param process a name that no other process has, and none had before
     * @param ledger of all that was said before
     * @param budgets this process's, by account; they are closed until it has parts of them
     */
    Participant(String process, BudgetLedger ledger, Map<String, AccountBudget> budgets, Instant now) {
        this.process = process;
        this.ledger = ledger;
        budgets.forEach((account, budget) -> {
            budget.lose(now);
            budget.openUntil(Instant.MIN);
            sharers.put(account, new Sharer(process, budget));
        });
    }

    /** Somebody has said something. */
    void read(Statement statement, long offset, Instant written, Instant now) {
        List<Grant> grants = ledger.apply(statement, offset, written);
        Instant said = statement.process().equals(process) ? unread.get(statement.number()) : null;
        if (said != null) {
            unread.headMap(statement.number(), true).clear();
            leaseUntil = said.plus(LEASE);
        }
        sharers.forEach((account, sharer) -> {
            if (said != null) {
                sharer.readBack(statement.number());
            }
            sharer.follow(
                    ledger.account(account),
                    grants.stream()
                            .filter(grant -> grant.process().equals(process)
                                    && grant.account().equals(account))
                            .findFirst(),
                    now);
            if (said != null) {
                // Not before what it reads is followed: it may be that it has nothing any more.
                sharer.openUntil(leaseUntil);
            }
        });
    }

    /** What to say now, if anything: one thing at a time, and again where it does not come back. */
    Optional<Statement> next(Instant now) {
        if (!unread.isEmpty() && saidAt.plus(BEAT).isAfter(now)) {
            return Optional.empty();
        }
        boolean isBeat = !saidAt.plus(BEAT).isAfter(now);
        Map<String, Wish> wishes = new TreeMap<>();
        sharers.forEach((account, sharer) -> sharer.wish(ledger.account(account), number + 1, isBeat, now)
                .ifPresent(wish -> wishes.put(account, wish)));
        if (wishes.isEmpty() && !isBeat) {
            return Optional.empty();
        }
        boolean isSnapshot = !snapshotAt.plus(SNAPSHOTS).isAfter(now);
        snapshotAt = isSnapshot ? now : snapshotAt;
        return Optional.of(say(false, wishes, isSnapshot ? ledger.snapshot() : null, now));
    }

    /** When there may be something to say next, unless something is read or begins to be needed before; after now. */
    Instant due(Instant now) {
        boolean changes =
                unread.isEmpty() && !isAlone() && sharers.values().stream().anyMatch(sharer -> sharer.isActive(now));
        Instant tick = now.plus(TICK);
        Instant beat = saidAt.plus(BEAT);
        return changes && tick.isBefore(beat) ? tick : beat;
    }

    /** The last thing to say: it uses nothing any more. */
    Statement leave(Instant now) {
        Map<String, Wish> wishes = new TreeMap<>();
        sharers.forEach((account, sharer) -> wishes.put(account, sharer.leave(now)));
        return say(true, wishes, null, now);
    }

    private Statement say(boolean ends, Map<String, Wish> wishes, LedgerSnapshot snapshot, Instant now) {
        unread.put(++number, now);
        saidAt = now;
        return new Statement(process, number, ends, wishes, snapshot);
    }

    /** Until when it may use its parts, unless it reads that it may for longer; long ago before it has said anything. */
    Instant leaseUntil() {
        return leaseUntil;
    }

    /** Whether it has every budget for itself, and so wants all of them, whatever it needs. */
    private boolean isAlone() {
        return sharers.keySet().stream()
                .map(ledger::account)
                .allMatch(account -> account != null && account.members().size() == 1);
    }
}
