package io.crossdock.hub.encryption;

import io.crossdock.canonical.OrderId;
import io.crossdock.hub.config.EncryptionSettings;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Destroys keys, and notes in the topic of erasures who wanted it and why; both in one transaction. What the keys
 * encrypted stays in Kafka until its retention ends, and nobody can read it.
 */
public final class Erasures {

    static final String TYPE = "crossdock.erasure.v1";

    private final KeyTopic keys;
    private final Topics topics;
    private final Clock clock;

    public Erasures(EncryptionSettings settings, KafkaClients clients, Topics topics, Clock clock) {
        this.keys = new KeyTopic(clients, topics, new MasterKeys(settings));
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * For the record of erasures.
     *
     * @param by who wants it
     * @param reason why; a ticket's number rather than a name, since it is kept
     */
    public record Wish(String by, String reason) {}

    /**
     * What was destroyed.
     *
     * @param periods the months in which there were keys, in order
     * @param keys how many
     */
    public record Erased(List<String> periods, int keys) {}

    /**
     * A tree of keys.
     *
     * @param owner a channel's name, or {@code erp-<name>}
     * @param nodes 1, and up to 16 more for each order that was forgotten
     */
    public record Tree(String owner, String period, String id, int nodes) {}

    /**
     * Makes everything unreadable that was encrypted for an order so far; what comes later gets a new key.
     *
     * @param natural keys that the channel's records of the order have beside its own, where they differ from it
     */
    public Erased forget(OrderId order, Collection<String> natural, Wish wish) {
        String owner = owner(order);
        Set<String> names = new LinkedHashSet<>(natural);
        names.add(order.value().substring(owner.length() + 1));
        names.add(order.value());
        List<String> periods = new ArrayList<>();
        int[] destroyed = {0};
        change(ring -> {
            periods.clear();
            destroyed[0] = 0;
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (KeyTree tree : holding(ring, owner)) {
                for (String name : names) {
                    List<KeyTree.Node> without = withoutFirst(tree, name);
                    for (KeyTree.Node node : without) {
                        tree.put(node);
                        records.add(keys.put(tree.id(), node));
                    }
                    destroyed[0] += without.isEmpty() ? 0 : 1;
                }
                periods.add(part(tree, 1));
            }
            records.add(note("forget", order.value(), wish, Map.of("channel", owner)));
            return records;
        });
        return new Erased(periods.stream().distinct().sorted().toList(), destroyed[0]);
    }

    public static String owner(OrderId order) {
        return order.value().substring(0, order.value().indexOf(':'));
    }

    /** Of the keys that an order has in a tree, one at a time, those before the first that is left are gone already. */
    private static List<KeyTree.Node> withoutFirst(KeyTree tree, String name) {
        for (int turn = 0; turn < KeyedSealing.MOST_TURNS; turn++) {
            List<KeyTree.Node> without = tree.without(KeyId.position(part(tree, 0), name, turn));
            if (!without.isEmpty()) {
                return without;
            }
        }
        return List.of();
    }

    /** Makes everything unreadable that was encrypted for a channel in a month; what comes later gets new keys. */
    public Erased drop(String owner, YearMonth period, Wish wish) {
        int[] destroyed = {0};
        change(ring -> {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            destroyed[0] = 0;
            for (KeyTree tree : sorted(ring, owner::equals)) {
                if (part(tree, 1).equals(period.toString())) {
                    tree.nodes().forEach(node -> records.add(keys.remove(tree.id(), node)));
                    destroyed[0]++;
                }
            }
            if (destroyed[0] == 0) {
                return List.of();
            }
            if (!period.isBefore(KeyFollower.period(clock, Duration.ZERO))) {
                records.add(keys.put(KeyRing.newTree(owner, period), KeyRing.newRoot()));
            }
            records.add(
                    note("drop", owner + ":" + period, wish, Map.of("channel", owner, "period", period.toString())));
            return records;
        });
        return new Erased(destroyed[0] == 0 ? List.of() : List.of(period.toString()), destroyed[0]);
    }

    /**
     * Protects all keys by the newest master key, so that the previous one can be thrown away.
     *
     * @return how many records of keys there are
     */
    public int rewrap() {
        int[] written = {0};
        change(ring -> {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            ring.trees().forEach(tree -> tree.nodes().forEach(node -> records.add(keys.put(tree.id(), node))));
            written[0] = records.size();
            return records;
        });
        return written[0];
    }

    /** All trees, by owner and period. */
    public List<Tree> list() {
        KeyRing ring = new KeyRing();
        try (Consumer<byte[], byte[]> consumer = keys.consumer()) {
            keys.readToEnd(consumer, ring);
        }
        refuseLocked(ring);
        return ring.trees().stream()
                .map(tree -> new Tree(
                        part(tree, 0), part(tree, 1), tree.id(), tree.nodes().size()))
                .sorted(Comparator.comparing(Tree::id))
                .toList();
    }

    private void change(KeyTopic.Decision decision) {
        keys.change(ring -> {
            refuseLocked(ring);
            return decision.on(ring);
        });
    }

    private static void refuseLocked(KeyRing ring) {
        ring.trouble().ifPresent(why -> {
            throw Encryption.wrongMaster(why);
        });
    }

    /** An order of a channel is in the dead letters of an ERP, too, where its rows could not be mapped. */
    private static List<KeyTree> holding(KeyRing ring, String channel) {
        return sorted(ring, owner -> owner.equals(channel) || owner.startsWith("erp-"));
    }

    private static List<KeyTree> sorted(KeyRing ring, Predicate<String> owners) {
        return ring.trees().stream()
                .filter(tree -> owners.test(part(tree, 0)))
                .sorted(Comparator.comparing(KeyTree::id))
                .toList();
    }

    private static String part(KeyTree tree, int index) {
        return tree.id().split(":")[index];
    }

    private ProducerRecord<byte[], byte[]> note(String what, String subject, Wish wish, Map<String, String> of) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", UUID.randomUUID().toString());
        attributes.put("source", "/hub/" + topics.prefix());
        attributes.put("type", TYPE);
        attributes.put("subject", subject);
        attributes.put("time", clock.instant().toString());
        Map<String, String> data = new LinkedHashMap<>(of);
        data.put("what", what);
        data.put("subject", subject);
        data.put("by", wish.by());
        data.put("reason", wish.reason());
        data.put("at", clock.instant().toString());
        return new ProducerRecord<>(
                topics.erasures(),
                null,
                null,
                subject.getBytes(StandardCharsets.UTF_8),
                Json.write(data),
                CloudEventHeaders.headers(attributes, "application/json"));
    }
}
