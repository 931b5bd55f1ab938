package io.crossdock.world;

import io.crossdock.canonical.Sequence;
import java.util.HashMap;
import java.util.Map;

/** What a channel's sync has read last of each item, and until which version what its shop shows is right by that. */
final class Reading {

    private final Traits traits;
    private final Shop shop;
    private final Map<ItemBooks, Long> versions = new HashMap<>();
    private final Map<ItemBooks, Sequence> prices = new HashMap<>();

    Reading(Traits traits, Shop shop) {
        this.traits = traits;
        this.shop = shop;
    }

    /** The newest version of the item's availability; 0 before the first. */
    long version(ItemBooks item) {
        return versions.getOrDefault(item, 0L);
    }

    /** The newest version of its prices. */
    Sequence priced(ItemBooks item) {
        return prices.getOrDefault(item, Shop.Tag.NONE);
    }

    void read(ChannelLog.Entry entry) {
        ItemBooks item = entry.item();
        if (entry.priced() != null) {
            prices.merge(item, entry.priced(), (one, other) -> one.compareTo(other) < 0 ? other : one);
            isStillRight(item);
        } else if (item != null) {
            versions.merge(item, entry.version(), Math::max);
            isStillRight(item);
        }
    }

    /** What was applied may be what the newest version that was read asks for, so that nothing has to be sent. */
    void isStillRight(ItemBooks item) {
        Shop.Shelf shelf = shop.shelf(item);
        ItemBooks.Version read = item.versions.get(version(item));
        boolean isAsApplied = shelf.changed < shelf.applied;
        if (read != null
                && isAsApplied
                && version(item) > shelf.rightUntil
                && traits.stock().shown(read.available(), shelf.held) == shelf.quantity) {
            shelf.rightUntil = version(item);
        }
        isStillPriced(item, shelf.price);
    }

    private void isStillPriced(ItemBooks item, Shop.Tag tag) {
        ItemBooks.Prices read = item.prices.get(priced(item));
        if (read != null
                && tag.cents != null
                && priced(item).compareTo(tag.rightUntil) > 0
                && tag.cents.equals(traits.price().shown(read.lists()))) {
            tag.rightUntil = priced(item);
        }
    }
}
