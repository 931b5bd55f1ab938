package io.crossdock.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where stock is counted: levels by location, and orders taken from them by booking. */
final class Erp {

    private final Agenda agenda;
    private final Hub hub;
    private final History history;
    private final Map<String, Level> levels = new HashMap<>();
    private long commit;

    /** One item at one location, and what became true of it since the newest level that the hub has. */
    private static final class Level {
        private int pieces;
        private final Deque<Change> untold = new ArrayDeque<>();
    }

    private record Change(long commit, List<Fact> facts) {}

    Erp(Agenda agenda, Hub hub, History history) {
        this.agenda = agenda;
        this.hub = hub;
        this.history = history;
    }

    /** Pieces over all locations. */
    int level(ItemBooks item) {
        return Telling.POOL.stream()
                .mapToInt(location -> level(item, location.value()).pieces)
                .sum();
    }

    int level(ItemBooks item, int location) {
        return level(item, name(location)).pieces;
    }

    /** Goods came, or went missing. */
    void change(ItemBooks item, int location, int pieces) {
        item.free += pieces;
        Fact fact = new Fact(pieces < 0 ? "pieces gone missing" : "goods", item, pieces, null, agenda);
        commit++;
        commit(item, name(location), pieces, List.of(fact));
    }

    /** Pieces go from a location to the other. */
    void move(ItemBooks item, int from, int pieces) {
        commit++;
        commit(item, name(from), -pieces, List.of(new Fact("a move to elsewhere", item, -pieces, null, agenda)));
        commit(item, name(1 - from), pieces, List.of(new Fact("a move from elsewhere", item, pieces, null, agenda)));
    }

    /** Its levels exclude so many pieces of a sale from now on. */
    void book(Sale sale, int pieces) {
        if (pieces == sale.booked) {
            return;
        }
        if (sale.location == null) {
            sale.location = level(sale.item, 0) >= level(sale.item, 1) ? name(0) : name(1);
        }
        int taken = pieces - sale.booked;
        sale.booked = pieces;
        commit++;
        history.tell(sale.item, null, () -> "erp books " + pieces + " of " + sale.id + " (commit " + commit + ")");
        hub.tell(Telling.booked(sale, sale.pieces - pieces, commit, agenda.now()), hub.erpLag(), List::of);
        commit(sale.item, sale.location, -taken, pieces == sale.pieces ? List.copyOf(sale.facts) : List.of());
    }

    private void commit(ItemBooks item, String location, int pieces, List<Fact> facts) {
        Level level = level(item, location);
        level.pieces += pieces;
        long as = commit;
        level.untold.add(new Change(as, facts));
        int told = level.pieces;
        history.tell(item, null, () -> "erp: level " + told + " in " + location + " (commit " + as + ")");
        hub.tell(Telling.level(item, location, told, as, agenda.now()), hub.erpLag(), () -> includedBy(level, as));
    }

    /** A level tells all that was committed before it. */
    private static List<Fact> includedBy(Level level, long commit) {
        List<Fact> facts = new ArrayList<>();
        while (!level.untold.isEmpty() && level.untold.peek().commit() <= commit) {
            facts.addAll(level.untold.poll().facts());
        }
        return facts;
    }

    private Level level(ItemBooks item, String location) {
        return levels.computeIfAbsent(item.sku + "@" + location, key -> new Level());
    }

    static String name(int location) {
        return Telling.POOL.get(location).value();
    }
}
