package io.crossdock.erp.capture;

import io.crossdock.erp.mapping.RowChange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Transactions that were handled and that nobody has seen in the database since: a commit is in the log a moment before
 * others see it. The oldest of many are left out, which are seen by then. One thread at a time.
 */
final class LatestTransactions {

    private static final int MOST = 10_000;

    private final Set<Long> transactions = new LinkedHashSet<>();

    void add(List<RowChange> handled) {
        for (RowChange change : handled) {
            if (!change.commit().isSnapshot()) {
                transactions.add(change.commit().transaction());
            }
        }
        var oldest = transactions.iterator();
        while (transactions.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    Set<Long> all() {
        return Set.copyOf(transactions);
    }

    void clear() {
        transactions.clear();
    }
}
