package io.crossdock.hub.erp;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.Section;
import io.crossdock.erp.capture.Rereading;
import io.crossdock.erp.mapping.AskedKey;
import io.crossdock.erp.mapping.Commit;
import io.crossdock.erp.mapping.ErpMapping;
import io.crossdock.erp.mapping.Mapped;
import io.crossdock.erp.mapping.RowChange;
import io.crossdock.erp.sql.DatabaseQueries;
import io.crossdock.hub.erp.Resync.State;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One resync, in pieces that take turns with the log. */
final class ResyncSteps implements Resyncing.Steps {

    private static final int ROWS = 2000;
    private static final int KEYS = 500;
    /** So many pieces of one position a sequence tells apart. */
    private static final int LAST_ROUND = 9_999;

    private final Resync asked;
    private final Access access;
    private final KnownKeys known;
    private final Deque<String> tables;
    private final Deque<Map<Section, List<AskedKey>>> pieces = new ArrayDeque<>();
    private final Set<String> told = new HashSet<>();
    private Map<String, Object> lastRow = Map.of();
    private int epoch;
    private int round;
    private boolean isRaised;
    private boolean isBegun;
    private boolean isListed;

    /** Takes what the tables say; returns once Kafka has it. */
    @FunctionalInterface
    interface Delivery {
        void deliver(Mapped mapped) throws Exception;
    }

    /** What every resync of an ERP uses. */
    record Access(
            ErpConfig config,
            Rereading capture,
            ErpMapping mapping,
            DatabaseQueries queries,
            Delivery delivery,
            Clock clock) {}

    ResyncSteps(Resync asked, Access access, KnownKeys known) {
        this.asked = asked;
        this.access = access;
        this.known = known;
        this.tables = new ArrayDeque<>(asked.tables());
    }

    @Override
    public Resync next(Resync soFar) throws Exception {
        if (!isBegun) {
            return begin(soFar);
        }
        if (!tables.isEmpty()) {
            return piece(soFar);
        }
        if (!isListed) {
            list();
        }
        return pieces.isEmpty() ? end(soFar) : keys(soFar);
    }

    private Resync begin(Resync soFar) throws Exception {
        if (asked.all()) {
            access.capture().readAnew(asked.id());
            isRaised = access.capture().hasReadAnew(asked.id());
        } else if (!isRaised && access.capture().inTurn((now, position, transactions) -> false)) {
            access.capture().raiseEpoch();
            isRaised = true;
        }
        isBegun = isRaised
                && access.capture().inTurn((now, position, transactions) -> {
                    epoch = now;
                    return false;
                });
        return soFar.in(State.RUNNING, isBegun ? "" : waiting(), soFar.at());
    }

    private String waiting() {
        return asked.all() ? "the tables are being read" : "waits until the capture is up";
    }

    private Resync piece(Resync soFar) throws Exception {
        Resync[] reached = {soFar};
        access.capture().inTurn((now, position, transactions) -> {
            List<Map<String, Object>> rows = access.queries().rowsAfter(tables.peek(), lastRow, ROWS, transactions);
            Commit commit = commit(now, position);
            List<RowChange> changes = rows.stream()
                    .map(row -> new RowChange(commit, tables.peek(), null, row))
                    .toList();
            Mapped mapped = access.mapping().events(changes, access.queries());
            access.delivery().deliver(mapped);
            reached[0] = counted(soFar, rows.size(), mapped);
            boolean isLast = rows.size() < ROWS;
            lastRow = isLast ? Map.of() : rows.get(rows.size() - 1);
            if (isLast) {
                tables.remove();
            }
            return true;
        });
        return reached[0];
    }

    /** Asks for what was named, or for what was told of before and not again. */
    private void list() {
        Map<Section, List<AskedKey>> all =
                asked.skus().isEmpty() ? known.toldBefore(epoch, sections()) : known.of(asked.skus());
        all.forEach((section, keys) -> {
            for (int from = 0; from < keys.size(); from += KEYS) {
                pieces.add(new EnumMap<>(Map.of(section, keys.subList(from, Math.min(keys.size(), from + KEYS)))));
            }
        });
        isListed = true;
    }

    private Set<Section> sections() {
        return access.config().sources().entrySet().stream()
                .filter(source ->
                        asked.all() || source.getValue().tables().stream().anyMatch(asked.tables()::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Resync keys(Resync soFar) throws Exception {
        Resync[] reached = {soFar};
        access.capture().inTurn((now, position, transactions) -> {
            Mapped mapped = access.mapping()
                    .now(pieces.peek(), commit(now, position), access.queries(), access.queries(), transactions);
            access.delivery().deliver(mapped);
            reached[0] = counted(soFar, 0, mapped);
            pieces.remove();
            return true;
        });
        return reached[0];
    }

    private Resync end(Resync soFar) {
        Set<String> unknown = new TreeSet<>(asked.skus());
        unknown.removeAll(told);
        return soFar.counted(soFar.rows(), soFar.events(), new ArrayList<>(unknown))
                .in(State.DONE, "", soFar.at());
    }

    private Commit commit(int now, long position) {
        round = Math.min(LAST_ROUND, round + 1);
        return new Commit(now, position, access.clock().instant(), null, round);
    }

    private Resync counted(Resync soFar, int rows, Mapped mapped) {
        if (!asked.skus().isEmpty()) {
            mapped.events().forEach(event -> told.add(event.subject()));
            mapped.failures().forEach(failed -> told.add(failed.key().split(" ", 2)[0]));
        }
        return soFar.counted(
                        soFar.rows() + rows, soFar.events() + mapped.events().size(), soFar.unknown())
                .in(State.RUNNING, "", soFar.at());
    }
}
