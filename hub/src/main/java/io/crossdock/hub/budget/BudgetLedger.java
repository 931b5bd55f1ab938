package io.crossdock.hub.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who has which part of which budget, as it follows from a topic's statements in their order. The topic says what time it is,
 * too: each record has the time at which its broker wrote it.
 */
final class BudgetLedger {

    /** Whoever is silent for so long has nothing any more; it knows so long before, see {@link Participant#LEASE}. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    private final Map<String, Instant> heard = new TreeMap<>();
    private final Map<String, AccountLedger> accounts = new TreeMap<>();
    private Instant now = Instant.EPOCH;
    private long readTo = -1;

    static BudgetLedger of(LedgerSnapshot snapshot) {
        BudgetLedger ledger = new BudgetLedger();
        ledger.readTo = snapshot.readTo();
        ledger.now = Instant.ofEpochMilli(snapshot.now());
        snapshot.heard().forEach((process, at) -> ledger.heard.put(process, Instant.ofEpochMilli(at)));
        snapshot.accounts().forEach((name, account) -> ledger.accounts.put(name, AccountLedger.of(name, account)));
        return ledger;
    }

    LedgerSnapshot snapshot() {
        Map<String, Long> told = new TreeMap<>();
        heard.forEach((process, at) -> told.put(process, at.toEpochMilli()));
        Map<String, LedgerSnapshot.OfAccount> snapshots = new TreeMap<>();
        accounts.forEach((name, account) -> snapshots.put(name, account.snapshot()));
        return new LedgerSnapshot(readTo, now.toEpochMilli(), told, snapshots);
    }

    /** @return who has got more by it */
    List<Grant> apply(Statement statement, long offset, Instant written) {
        readTo = offset;
        now = written.isAfter(now) ? written : now;
        Set<String> changed = forgetSilent(now);
        String process = statement.process();
        statement.wishes().forEach((account, wish) -> {
            accounts.computeIfAbsent(account, AccountLedger::new).apply(process, wish, offset, now);
            changed.add(account);
        });
        if (statement.ends()) {
            changed.addAll(remove(process));
        } else {
            heard.put(process, now);
        }
        List<Grant> grants = new ArrayList<>();
        changed.forEach(account -> grants.addAll(accounts.get(account).grant(now)));
        accounts.values().removeIf(account -> account.isForgotten(now));
        return grants;
    }

    /** @return the accounts that they had parts of */
    private Set<String> forgetSilent(Instant by) {
        List<String> silent = heard.entrySet().stream()
                .filter(process -> process.getValue().plus(SILENCE).isBefore(by))
                .map(Map.Entry::getKey)
                .toList();
        Set<String> changed = new TreeSet<>();
        silent.forEach(process -> changed.addAll(remove(process)));
        return changed;
    }

    private Set<String> remove(String process) {
        heard.remove(process);
        Set<String> changed = new TreeSet<>();
        accounts.forEach((name, account) -> {
            if (account.member(process) != null) {
                account.remove(process, now);
                changed.add(name);
            }
        });
        return changed;
    }

    /** Null where nobody has said anything of it. */
    AccountLedger account(String name) {
        return accounts.get(name);
    }

    /** The offset of the last statement that was read; -1 before the first. */
    long readTo() {
        return readTo;
    }

    /** As far as anybody has said anything of late. */
    Map<String, AccountLedger> accountsAt(Instant time) {
        forgetSilent(time);
        return accounts;
    }
}
