package io.crossdock.world;

/** Something that took pieces of an item, or brought some, and takes its time to become known. */
final class Fact {

    private static final long UNKNOWN = Long.MAX_VALUE;

    final String what;
    final ItemBooks item;
    final int pieces;
    final SellingChannel channel;
    final long at;
    final long stamp;
    private long knownFrom = UNKNOWN;

    /**
     * @param pieces negative for what was taken
     * @param channel where it happened; null where on none
     */
    Fact(String what, ItemBooks item, int pieces, SellingChannel channel, Agenda agenda) {
        this.what = what;
        this.item = item;
        this.pieces = pieces;
        this.channel = channel;
        this.at = agenda.millis();
        this.stamp = agenda.stamp();
        item.facts.add(this);
    }

    /** The hub was told: its newest version of the item includes it, and all later ones. */
    void known() {
        knownFrom = Math.min(knownFrom, item.newest());
    }

    /** Whether a channel's shelf does not show it yet. */
    boolean isOnItsWayTo(SellingChannel reader, Shop.Shelf shelf) {
        return !isDoneBy(reader, shelf) && !isKnownIn(shelf.rightUntil);
    }

    /** Whether the shop itself took the pieces off the shelf, or put them back, after it was told a quantity. */
    boolean isDoneBy(SellingChannel reader, Shop.Shelf shelf) {
        return channel == reader && stamp > shelf.applied && (pieces < 0 || reader.putsBack());
    }

    boolean isKnownIn(long version) {
        return knownFrom <= version;
    }
}
