package io.crossdock.world;

import java.util.IdentityHashMap;
import java.util.Map;

/** Something that took pieces of an item, or brought some, and takes its time to become known. */
final class Fact {

    private static final Long UNKNOWN = Long.MAX_VALUE;

    final String what;
    final ItemBooks item;
    final int pieces;
    final Sale sale;
    final long at;
    final long stamp;
    private final Integer location;
    private final Map<ItemBooks, Long> knownFrom = new IdentityHashMap<>();

    private Fact(String what, ItemBooks item, int pieces, Sale sale, Integer location, Agenda agenda) {
        this.what = what;
        this.item = item;
        this.pieces = pieces;
        this.sale = sale;
        this.location = location;
        this.at = agenda.millis();
        this.stamp = agenda.stamp();
        item.facts.add(this);
    }

    /** Goods that came to a location, or went from it. */
    static Fact of(String what, ItemBooks item, int pieces, int location, Agenda agenda) {
        return new Fact(what, item, pieces, null, location, agenda);
    }

    /**
     * Something was sold, or taken back.
     *
     * @param item what was sold, or a part of it
     * @param pieces of the item, negative for what was taken
     */
    static Fact of(Sale sale, ItemBooks item, int pieces, Agenda agenda) {
        return new Fact("sale " + sale.id, item, pieces, sale, null, agenda);
    }

    /** Where pieces went or came; null while they may go from anywhere. */
    Integer place() {
        return sale == null ? location : sale.location;
    }

    /**
     * The hub was told: the newest version of all that shows it includes it, and all later ones. Pieces that came may be in
     * an earlier one: a kit is told of anew for each of its parts.
     *
     * @param before the newest version of each item before the hub was told
     */
    void known(Map<ItemBooks, Long> before) {
        for (ItemBooks shown : item.shownBy) {
            long newest = shown.newest();
            long first = pieces < 0 ? newest : Math.min(newest, before.get(shown) + 1);
            knownFrom.merge(shown, first, Math::min);
        }
    }

    /** Whether a channel's shelf of the item, or of a kit that it is a part of, does not show it yet. */
    boolean isOnItsWayTo(SellingChannel reader, ItemBooks shown) {
        return !isDoneBy(reader, shown) && !isKnownIn(shown, reader.shop().shelf(shown).rightUntil);
    }

    /** Whether the shop itself took it off the shelf, or put it back, after it was told a quantity. */
    boolean isDoneBy(SellingChannel reader, ItemBooks shown) {
        return sale != null
                && sale.channel == reader
                && sale.item == shown
                && stamp > reader.shop().shelf(shown).applied
                && (pieces < 0 || reader.putsBack());
    }

    boolean isKnownIn(ItemBooks shown, long version) {
        return knownFrom.getOrDefault(shown, UNKNOWN) <= version;
    }
}
