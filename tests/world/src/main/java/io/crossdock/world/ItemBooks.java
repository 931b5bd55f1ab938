package io.crossdock.world;

import io.crossdock.canonical.Sku;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One item as somebody would see it who knows everything at once, beside what the hub has said of it. */
final class ItemBooks {

    final int number;
    final Sku sku;
    final List<Fact> facts = new ArrayList<>();
    final TreeMap<Long, Version> versions = new TreeMap<>();

    /** Pieces that are there and were sold to nobody; below zero when more was sold than was there. */
    int free;

    /**
     * What the hub said.
     *
     * @param at when, in milliseconds
     */
    record Version(long at, int available) {}

    ItemBooks(int number) {
        this.number = number;
        this.sku = new Sku("ITEM-" + number);
    }

    long newest() {
        return versions.isEmpty() ? 0 : versions.lastKey();
    }

    /** Since when a channel that shows a quantity should show another; -1 where it should not. */
    long wrongSince(StockArithmetic rule, long version, long quantity) {
        for (Version later : versions.tailMap(version, false).values()) {
            if (!rule.allows(later.available(), quantity)) {
                return later.at();
            }
        }
        return -1;
    }

    void forgetWhatIsKnownTo(List<SellingChannel> channels) {
        long version = channels.stream()
                .mapToLong(channel -> channel.shop().shelf(this).rightUntil)
                .min()
                .orElse(0);
        versions.headMap(version, false).clear();
        facts.removeIf(fact -> fact.isKnownIn(version));
    }
}
