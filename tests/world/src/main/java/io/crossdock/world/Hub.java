package io.crossdock.world;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sequence;
import io.crossdock.hub.availability.SteppedAvailability;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.test.TestRecord;

/** The hub's availability, how news reaches it and how what it says reaches the channels' syncs. */
final class Hub implements AutoCloseable {

    static final Topics TOPICS = new Topics("crossdock");

    private static final int REMEMBERED = 50;

    private final Agenda agenda;
    private final Random random;
    private final History history;
    private final Path folder;
    private final Map<String, ItemBooks> items;
    private final Laws laws;
    private final List<SellingChannel> channels = new ArrayList<>();
    private final List<CanonicalEvent> past = new ArrayList<>();
    private SteppedAvailability availability;
    private int starts;
    private int heard;
    private long awayUntil;

    Hub(Agenda agenda, Random random, History history, Path folder, List<ItemBooks> items, Laws laws) {
        this.agenda = agenda;
        this.random = random;
        this.history = history;
        this.folder = folder;
        this.laws = laws;
        this.items = items.stream().collect(Collectors.toMap(item -> item.sku.value(), Function.identity()));
        this.availability = new SteppedAvailability(TOPICS, next(), agenda.now());
    }

    void add(SellingChannel channel) {
        channels.add(channel);
    }

    /** Milliseconds from a commit until its event is in Kafka. */
    long erpLag() {
        return 3 + random.nextInt(40);
    }

    /**
     * Something happened of which the hub will hear.
     *
     * @param lag milliseconds until it does
     * @param facts what it will know by then
     */
    void tell(CanonicalEvent event, long lag, Supplier<List<Fact>> facts) {
        agenda.in(lag, () -> hear(event, facts));
    }

    private void hear(CanonicalEvent event, Supplier<List<Fact>> facts) {
        if (agenda.millis() < awayUntil) {
            agenda.at(awayUntil, () -> hear(event, facts));
            return;
        }
        if (past.size() < REMEMBERED) {
            past.add(event);
        } else {
            past.set(heard++ % REMEMBERED, event);
        }
        Map<ItemBooks, Long> before =
                items.values().stream().collect(Collectors.toMap(item -> item, ItemBooks::newest));
        give(event);
        facts.get().forEach(fact -> fact.known(before));
    }

    private void give(CanonicalEvent event) {
        if (event.data() instanceof PriceChanged prices) {
            var record = CloudEventHeaders.record(TOPICS.prices(), event);
            priced(prices, event.sequence(), new TestRecord<>(record.key(), record.value(), record.headers()));
        }
        for (TestRecord<byte[], byte[]> record : availability.give(event, agenda.now())) {
            CanonicalEvent told = CloudEventHeaders.event(record.headers(), record.value());
            if (told.data() instanceof PriceChanged prices) {
                priced(prices, told.sequence(), record);
            } else {
                available((AvailabilityChanged) told.data(), record);
            }
        }
    }

    private void available(AvailabilityChanged data, TestRecord<byte[], byte[]> record) {
        ItemBooks item = items.get(data.sku().value());
        int available = data.available(Telling.POOL).intValueExact();
        history.tell(
                item,
                null,
                () -> "hub: version " + data.version() + ", available " + available + ": "
                        + data.locations().stream()
                                .map(at -> at.onHand() + "-" + at.reserved() + " in " + at.location())
                                .toList()
                        + data.floating());
        laws.produced(item, data.version());
        item.versions.put(data.version(), new ItemBooks.Version(agenda.millis(), available));
        channels.forEach(channel -> channel.written(item, data.version(), record));
    }

    private void priced(PriceChanged data, Sequence version, TestRecord<byte[], byte[]> record) {
        ItemBooks item = items.get(data.sku().value());
        item.prices.putIfAbsent(version, new ItemBooks.Prices(agenda.millis(), data.prices()));
        channels.forEach(channel -> channel.priced(item, version, record));
    }

    /** Something that was heard before is heard again, as after a replay or from a sender that got no answer. */
    void hearAgain() {
        if (!past.isEmpty() && agenda.millis() >= awayUntil) {
            give(past.get(random.nextInt(past.size())));
        }
    }

    /** Availability is taken over by another process, from its changelogs. */
    void restart(long away) {
        history.tell(null, null, () -> "hub: availability restarts");
        awayUntil = Math.max(awayUntil, agenda.millis() + away);
        laws.hubIsAwayUntil(awayUntil);
        SteppedAvailability next = new SteppedAvailability(TOPICS, next(), agenda.now());
        next.restoreFrom(availability);
        availability.close();
        availability = next;
    }

    private Path next() {
        return folder.resolve(Integer.toString(starts++));
    }

    @Override
    public void close() {
        availability.close();
    }
}
