package io.crossdock.hub.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who has how many parts of an account's budget, as it follows from what was said. All that have heard the same make the
 * same of it: nothing else goes in here, no clock and no chance.
 */
final class AccountLedger {

    private final String account;
    private final Map<String, Member> members = new TreeMap<>();
    private String limit;
    private List<Rate> rates = List.of();
    private FreeParts pool;
    private Instant pausedUntil = Instant.EPOCH;
    private Map<String, Integer> targets;

    AccountLedger(String account) {
        this.account = account;
    }

    static AccountLedger of(String account, LedgerSnapshot.OfAccount snapshot) {
        AccountLedger ledger = new AccountLedger(account);
        ledger.limit = snapshot.limit();
        ledger.rates = Rate.all(snapshot.limit());
        ledger.pool = new FreeParts(ledger.rates, snapshot.pool(), Instant.ofEpochMilli(snapshot.filledAt()));
        ledger.pausedUntil = Instant.ofEpochMilli(snapshot.pausedUntil());
        ledger.members.putAll(snapshot.members());
        return ledger;
    }

    LedgerSnapshot.OfAccount snapshot() {
        return new LedgerSnapshot.OfAccount(
                limit,
                pool.levels(),
                pool.filledAt().toEpochMilli(),
                pausedUntil.toEpochMilli(),
                new TreeMap<>(members));
    }

    /** @param offset of the statement, which orders those that wait */
    void apply(String process, Wish wish, long offset, Instant now) {
        targets = null;
        limit(wish.limit(), now);
        pool.fill(free(), now);
        Member before = members.getOrDefault(process, new Member(limit, 0, 0, 1, 1, false, offset));
        int keeps = Math.max(0, Math.min(before.parts(), wish.keeps()));
        pool.add(before.parts() - keeps, wish.leaves());
        boolean isLast = wish.yields() || (before.wants() == 0 && wish.wants() > 0);
        long turn = isLast ? offset : before.turn();
        members.put(process, new Member(limit, keeps, wish.wants(), wish.least(), wish.weight(), wish.waits(), turn));
        if (wish.pausedUntil() != null && wish.pausedUntil() > pausedUntil.toEpochMilli()) {
            pausedUntil = Instant.ofEpochMilli(wish.pausedUntil());
        }
    }

    private void limit(String told, Instant now) {
        if (!told.equals(limit)) {
            rates = Rate.all(told);
            // Nobody knows what a bucket of another size would hold by now; before the first request it is full.
            pool = limit == null ? FreeParts.full(rates, now) : FreeParts.empty(rates, now);
            limit = told;
        }
    }

    /** It ended, or fell silent: what its buckets held is lost. */
    void remove(String process, Instant now) {
        targets = null;
        pool.fill(free(), now);
        members.remove(process);
    }

    /** Gives free parts to those that lack some. */
    List<Grant> grant(Instant now) {
        List<Grant> grants = new ArrayList<>();
        pool.fill(free(), now);
        for (String process : row()) {
            Member member = members.get(process);
            int free = free();
            int units = Math.min(free, targets().get(process) - member.parts());
            if (units > 0) {
                List<Double> comes = pool.take(units, free);
                // What is held for one limit says nothing of the buckets of another.
                grants.add(new Grant(account, process, units, member.limit().equals(limit) ? comes : List.of()));
                members.put(process, member.with(units));
            }
        }
        return grants;
    }

    /**
     * How many parts each should have: all that it wants, or as many as its weight brings where that is too much for all.
     * Where not even the least useful part is left for each, the first in the row have one.
     */
    Map<String, Integer> targets() {
        targets = targets == null ? shareOut() : targets;
        return targets;
    }

    private Map<String, Integer> shareOut() {
        Map<String, Integer> shares = new HashMap<>();
        members.keySet().forEach(process -> shares.put(process, 0));
        List<String> active = new ArrayList<>();
        int left = Parts.WHOLE;
        for (String process : row()) {
            Member member = members.get(process);
            if (member.wants() > 0) {
                int least = member.least();
                if (least > left) {
                    break;
                }
                active.add(process);
                shares.put(process, least);
                left -= least;
            }
        }
        Comparator<String> byNeed =
                Comparator.comparingDouble(process -> (double) (shares.get(process) + 1) / weight(process));
        for (; left > 0; left--) {
            active.stream()
                    .filter(process ->
                            shares.get(process) < members.get(process).wants())
                    .min(byNeed)
                    .ifPresent(process -> shares.merge(process, 1, Integer::sum));
        }
        return shares;
    }

    private int weight(String process) {
        return members.get(process).weight();
    }

    private List<String> row() {
        return members.keySet().stream()
                .sorted(Comparator.comparingLong(
                                (String process) -> members.get(process).turn())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Whether more want a part than there can be useful ones. */
    boolean isCrowded() {
        return members.values().stream()
                        .filter(member -> member.wants() > 0)
                        .mapToInt(Member::least)
                        .sum()
                > Parts.WHOLE;
    }

    int free() {
        return Parts.WHOLE - members.values().stream().mapToInt(Member::parts).sum();
    }

    /** How many parts those lack that should have more, beyond those that are free. */
    int missing() {
        int lacking = members.entrySet().stream()
                .mapToInt(member -> Math.max(
                        0, targets().get(member.getKey()) - member.getValue().parts()))
                .sum();
        return Math.max(0, lacking - free());
    }

    /** Null where it has said nothing of this account. */
    Member member(String process) {
        return members.get(process);
    }

    /** By process. */
    Map<String, Member> members() {
        return members;
    }

    /** As whoever spoke last has it. */
    String limit() {
        return limit;
    }

    Instant pausedUntil() {
        return pausedUntil;
    }

    /** Whether it is as if nothing had ever been said of it. */
    boolean isForgotten(Instant now) {
        return members.isEmpty() && !pausedUntil.isAfter(now) && pool.isFull(now);
    }
}
