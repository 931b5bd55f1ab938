package io.crossdock.world;

import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One item as somebody would see it who knows everything at once, beside what the hub has said of it. */
final class ItemBooks {

    /** What is older is superseded on every channel. */
    private static final int PRICES_KEPT = 200;

    final int number;
    final Sku sku;

    /** Pieces that one of it takes of each part; of an item that is no kit, one of itself. */
    final Map<ItemBooks, Integer> takes = new LinkedHashMap<>();

    /** What shows whether it is there: the item itself, and the kits that it is a part of. */
    final List<ItemBooks> shownBy = new ArrayList<>();

    final List<Fact> facts = new ArrayList<>();
    final TreeMap<Long, Version> versions = new TreeMap<>();

    /** What the ERP told of its prices, as far as the hub has it. */
    final TreeMap<Sequence, Prices> prices = new TreeMap<>();

    /** Pieces by location that are there and promised to nobody from there; below zero when more was sold than was there. */
    private final int[] there = new int[Telling.POOL.size()];

    /** Pieces that were sold and may be taken from anywhere. */
    private int promised;

    /**
     * What the hub said.
     *
     * @param at when, in milliseconds
     */
    record Version(long at, int available) {}

    /** @param at when they came to where channels read them, in milliseconds */
    record Prices(long at, List<ListPrice> lists) {}

    private ItemBooks(int number, String sku) {
        this.number = number;
        this.sku = new Sku(sku);
        shownBy.add(this);
    }

    static ItemBooks plain(int number) {
        ItemBooks item = new ItemBooks(number, "ITEM-" + number);
        item.takes.put(item, 1);
        return item;
    }

    /** @param parts pieces that it takes of each */
    static ItemBooks kit(int number, Map<ItemBooks, Integer> parts) {
        ItemBooks kit = new ItemBooks(number, "KIT-" + number);
        kit.takes.putAll(parts);
        parts.keySet().forEach(part -> part.shownBy.add(kit));
        return kit;
    }

    boolean isKit() {
        return !takes.containsKey(this);
    }

    /** @param location where more pieces are there, or less; null where a promise may be kept from anywhere */
    void add(int pieces, Integer location) {
        if (location == null) {
            promised -= pieces;
        } else {
            there[location] += pieces;
        }
    }

    int free() {
        return free(fact -> false);
    }

    /**
     * How many are there that were sold to nobody, if some of what happened had not; of kits, which are packed at one
     * location, at the most. Below zero when more was sold than was there.
     */
    int free(Predicate<Fact> undone) {
        if (!isKit()) {
            int pieces = -promised;
            for (int at : there) {
                pieces += at;
            }
            for (Fact fact : facts) {
                pieces -= undone.test(fact) ? fact.pieces : 0;
            }
            return pieces;
        }
        return kits(undone);
    }

    private int kits(Predicate<Fact> undone) {
        int[] packed = new int[there.length];
        Arrays.fill(packed, Integer.MAX_VALUE);
        int most = Integer.MAX_VALUE;
        for (Map.Entry<ItemBooks, Integer> take : takes.entrySet()) {
            int each = take.getValue();
            int open = take.getKey().promised;
            int[] left = take.getKey().there.clone();
            for (Fact fact : take.getKey().facts) {
                if (undone.test(fact)) {
                    Integer place = fact.place();
                    open += place == null ? fact.pieces : 0;
                    if (place != null) {
                        left[place] -= fact.pieces;
                    }
                }
            }
            int whole = 0;
            int over = 0;
            for (int i = 0; i < left.length; i++) {
                packed[i] = Math.min(packed[i], Math.max(0, left[i]) / each);
                whole += Math.max(0, left[i]) / each;
                over += Math.max(0, left[i]) % each;
            }
            // What may be taken from anywhere is first taken where it is of no use for kits.
            most = Math.min(most, whole - (Math.max(0, open - over) + each - 1) / each);
        }
        return Math.min(most, Arrays.stream(packed).sum());
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
        versions.headMap(leastKnown(this, channels), false).clear();
        facts.removeIf(fact -> shownBy.stream().allMatch(shown -> fact.isKnownIn(shown, leastKnown(shown, channels))));
        while (prices.size() > PRICES_KEPT) {
            prices.pollFirstEntry();
        }
    }

    private static long leastKnown(ItemBooks item, List<SellingChannel> channels) {
        return channels.stream()
                .mapToLong(channel -> channel.knownUntil(item))
                .min()
                .orElse(0);
    }
}
