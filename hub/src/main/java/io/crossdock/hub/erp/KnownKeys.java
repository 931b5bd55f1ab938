package io.crossdock.hub.erp;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.RowSource;
import io.crossdock.erp.Section;
import io.crossdock.erp.Source;
import io.crossdock.erp.mapping.AskedKey;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicScan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Of which keys an ERP's events in Kafka tell that something is there: prices and items from their compacted topics, levels
 * and arrivals from the topic of stock and, where that is too old to be kept there, from availability.
 */
final class KnownKeys {

    private final ErpConfig config;
    private final KafkaClients clients;
    private final Topics topics;

    /** A level's location; the empty text for what has none. */
    private record Told(Sequence sequence, boolean isThere) {}

    KnownKeys(ErpConfig config, KafkaClients clients, Topics topics) {
        this.config = config;
        this.clients = clients;
        this.topics = topics;
    }

    /**
     * @param sections orders are left out: what is booked stays booked
     * @param before an epoch; what was told in it or later is left out
     */
    Map<Section, List<AskedKey>> toldBefore(int before, Collection<Section> sections) {
        Sequence first = Sequence.of(before, 0, 0);
        Map<Section, List<AskedKey>> keys = new EnumMap<>(Section.class);
        told(sections).forEach((section, bySku) -> {
            List<AskedKey> asked = new ArrayList<>();
            bySku.forEach((sku, byLocation) -> {
                Set<String> locations = new TreeSet<>();
                byLocation.forEach((location, told) -> {
                    if (told.isThere() && told.sequence().compareTo(first) < 0) {
                        locations.add(location);
                    }
                });
                if (!locations.isEmpty()) {
                    locations.remove("");
                    asked.add(new AskedKey(sku, true, locations));
                }
            });
            keys.put(section, asked);
        });
        return keys;
    }

    /** Some items in every section but orders, told of before or not. */
    Map<Section, List<AskedKey>> of(Collection<String> skus) {
        Map<Section, Map<String, Map<String, Told>>> told =
                told(config.sources().keySet());
        Map<Section, List<AskedKey>> keys = new EnumMap<>(Section.class);
        told.forEach((section, bySku) -> keys.put(
                section,
                skus.stream()
                        .map(sku -> {
                            Set<String> locations = new TreeSet<>(
                                    bySku.getOrDefault(sku, Map.of()).keySet());
                            boolean wasTold = !locations.isEmpty();
                            locations.remove("");
                            return new AskedKey(sku, wasTold, locations);
                        })
                        .toList()));
        return keys;
    }

    private Map<Section, Map<String, Map<String, Told>>> told(Collection<Section> sections) {
        Map<Section, Map<String, Map<String, Told>>> told = new EnumMap<>(Section.class);
        for (Section section : sections) {
            Map<String, Map<String, Told>> found = new TreeMap<>();
            switch (section) {
                case ITEMS ->
                    scan(topics.items(), this::isOurs, event -> {
                        if (event.data() instanceof ItemDescribed item) {
                            put(found, event, "", !item.discontinued());
                        }
                    });
                case PRICES ->
                    scan(topics.prices(), this::isOurs, event -> {
                        if (event.data() instanceof PriceChanged price) {
                            put(found, event, "", !price.prices().isEmpty());
                        }
                    });
                case STOCK -> {
                    scan(topics.stock(), this::isOurs, event -> {
                        if (event.data() instanceof StockCounted level) {
                            put(
                                    found,
                                    event,
                                    level.location().value(),
                                    level.onHand().signum() != 0);
                        }
                    });
                    older(found);
                }
                case EXPECTED -> {
                    scan(topics.stock(), this::isOurs, event -> {
                        if (event.data() instanceof StockExpected expected) {
                            put(found, event, "", !expected.lines().isEmpty());
                        }
                    });
                    olderExpected(found);
                }
                case ORDERS, TILL_SALES -> {
                    // What was booked or sold is not taken back by being gone.
                }
            }
            if (section != Section.ORDERS && section != Section.TILL_SALES) {
                told.put(section, found);
            }
        }
        return told;
    }

    /** Availability does not tell whose a level is: only locations that the mapping file names are its. */
    private void older(Map<String, Map<String, Told>> found) {
        Set<String> named = locations(config.sources().get(Section.STOCK));
        scan(topics.availability(), record -> true, event -> {
            if (event.data() instanceof AvailabilityChanged availability) {
                availability.locations().stream()
                        .map(stock -> stock.location().value())
                        .filter(named::contains)
                        .forEach(location -> found.computeIfAbsent(event.subject(), sku -> new TreeMap<>())
                                .putIfAbsent(location, new Told(Sequence.of(0, 0, 0), true)));
            }
        });
    }

    /** Whose it is makes no difference: an ERP that is asked and expects nothing takes back what it told, if anything. */
    private void olderExpected(Map<String, Map<String, Told>> found) {
        scan(topics.availability(), record -> true, event -> {
            if (event.data() instanceof AvailabilityChanged availability
                    && !availability.expected().isEmpty()) {
                found.computeIfAbsent(event.subject(), sku -> new TreeMap<>())
                        .putIfAbsent("", new Told(Sequence.of(0, 0, 0), true));
            }
        });
    }

    private static Set<String> locations(Source source) {
        if (source instanceof RowSource row) {
            return row.fields().get("location").meanings();
        }
        return source instanceof QuerySource query
                ? query.fields().get("location").meanings()
                : Set.of();
    }

    private static void put(
            Map<String, Map<String, Told>> found, CanonicalEvent event, String location, boolean isThere) {
        found.computeIfAbsent(event.subject(), sku -> new TreeMap<>())
                .merge(
                        location,
                        new Told(event.sequence(), isThere),
                        (known, read) -> read.sequence().compareTo(known.sequence()) < 0 ? known : read);
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> written) {
        return config.source().equals(CloudEventHeaders.text(written.headers(), CloudEventHeaders.PREFIX + "source"))
                && CloudEventHeaders.text(written.headers(), CloudEventHeaders.PREFIX + "sequence") != null;
    }

    private void scan(
            String topic, Predicate<ConsumerRecord<byte[], byte[]>> isWanted, Consumer<CanonicalEvent> reads) {
        try (TopicScan scan = TopicScan.of(clients, topics.group("resync", config.name()), topic, null)) {
            List<ConsumerRecord<byte[], byte[]>> batch = scan.next();
            while (!batch.isEmpty()) {
                batch.stream()
                        .filter(written -> written.value() != null && isWanted.test(written))
                        .map(CloudEventHeaders::event)
                        .forEach(reads);
                batch = scan.next();
            }
        }
    }
}
