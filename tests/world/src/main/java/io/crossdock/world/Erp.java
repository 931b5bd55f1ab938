package io.crossdock.world;

import io.crossdock.canonical.ListPrice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where stock is counted, orders are taken from it by booking, kits are described and prices made. */
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

    /** Pieces over all locations; of a kit, how many can be packed. */
    int level(ItemBooks item) {
        int pieces = 0;
        for (int location = 0; location < Telling.POOL.size(); location++) {
            int at = level(item, location);
            pieces += item.isKit() ? Math.max(0, at) : at;
        }
        return pieces;
    }

    /** Pieces at a location; of a kit, of how many all parts lie there. */
    int level(ItemBooks item, int location) {
        return item.takes.entrySet().stream()
                .mapToInt(take -> Math.floorDiv(at(take.getKey(), location).pieces, take.getValue()))
                .min()
                .orElseThrow();
    }

    /** What it is made of, for a kit. */
    void describe(ItemBooks item) {
        commit++;
        hub.tell(Telling.described(item, commit, agenda.now()), hub.erpLag(), List::of);
    }

    /** All prices of the item from now on. */
    void price(ItemBooks item, List<ListPrice> prices) {
        commit++;
        long as = commit;
        history.tell(item, null, () -> "erp: prices " + prices + " (commit " + as + ")");
        hub.tell(Telling.prices(item, prices, commit, agenda.now()), hub.erpLag(), List::of);
    }

    /** Goods came, or went missing. */
    void change(ItemBooks item, int location, int pieces) {
        item.add(pieces, location);
        commit++;
        String what = pieces < 0 ? "pieces gone missing" : "goods";
        commit(item, location, pieces, List.of(Fact.of(what, item, pieces, location, agenda)));
    }

    /** Pieces go from a location to the other. */
    void move(ItemBooks item, int from, int pieces) {
        item.add(-pieces, from);
        item.add(pieces, 1 - from);
        commit++;
        commit(item, from, -pieces, List.of(Fact.of("a move to elsewhere", item, -pieces, from, agenda)));
        commit(item, 1 - from, pieces, List.of(Fact.of("a move from elsewhere", item, pieces, 1 - from, agenda)));
    }

    /**
     * Its levels exclude so many pieces of a sale from now on.
     *
     * @param byPart whether it books the parts of a kit, and not the kit
     */
    void book(Sale sale, int pieces, boolean byPart) {
        if (pieces == sale.booked) {
            return;
        }
        sale.takeFrom(level(sale.item, 0) >= level(sale.item, 1) ? 0 : 1);
        int taken = pieces - sale.booked;
        sale.booked = pieces;
        commit++;
        history.tell(sale.item, null, () -> "erp books " + pieces + " of " + sale.id + " (commit " + commit + ")");
        hub.tell(Telling.booked(sale, byPart, commit, agenda.now()), hub.erpLag(), List::of);
        sale.item.takes.forEach((part, each) ->
                commit(part, sale.location, -taken * each, pieces == sale.pieces ? of(part, sale) : List.of()));
    }

    private static List<Fact> of(ItemBooks part, Sale sale) {
        return sale.facts.stream().filter(fact -> fact.item == part).toList();
    }

    private void commit(ItemBooks item, int location, int pieces, List<Fact> facts) {
        Level level = at(item, location);
        level.pieces += pieces;
        long as = commit;
        level.untold.add(new Change(as, facts));
        int told = level.pieces;
        String place = Telling.POOL.get(location).value();
        history.tell(item, null, () -> "erp: level " + told + " in " + place + " (commit " + as + ")");
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

    private Level at(ItemBooks item, int location) {
        return levels.computeIfAbsent(item.sku + "@" + location, key -> new Level());
    }
}
