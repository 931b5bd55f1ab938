package io.crossdock.hub.sync;

import io.crossdock.canonical.Sku;
import io.crossdock.hub.policy.PriceGuard;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The items of a channel, by the partition that they come from. For one thread. */
final class Items {

    private final PriceGuard guard;
    private final Map<Integer, Map<Sku, Item>> partitions = new HashMap<>();
    private long arrivals;

    /** @param guard holds prices that move too far */
    Items(PriceGuard guard) {
        this.guard = guard;
    }

    /** The item, of which nothing may have been known. */
    Item get(int partition, Sku sku) {
        return partitions
                .computeIfAbsent(partition, number -> new HashMap<>())
                .computeIfAbsent(sku, key -> new Item(key, partition, arrivals++, guard));
    }

    Optional<Item> find(int partition, Sku sku) {
        return Optional.ofNullable(partitions.get(partition)).map(items -> items.get(sku));
    }

    /** Nothing is known of it any more. */
    void remove(Item item) {
        partitions.get(item.partition).remove(item.sku);
    }

    /** All of a partition, in no order. */
    Collection<Item> of(int partition) {
        return partitions.getOrDefault(partition, Map.of()).values();
    }

    /** All, in no order. */
    Stream<Item> all() {
        return partitions.values().stream().flatMap(items -> items.values().stream());
    }

    /** The partition has another owner: the items that it had. */
    Collection<Item> drop(int partition) {
        Map<Sku, Item> dropped = partitions.remove(partition);
        return dropped == null ? List.of() : dropped.values();
    }
}
