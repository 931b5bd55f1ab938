package io.crossdock.world;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.sync.SteppedSync;
import io.crossdock.hub.sync.SyncSettings;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.test.TestRecord;

/** A channel: its shop, the hub's sync for it, and the line between them with its weather. */
final class SellingChannel {

    /** Milliseconds by which a request that is not answered may be applied later than the slowest that is. */
    private static final int MORE = 500;

    private final Traits traits;
    private final Agenda agenda;
    private final Random random;
    private final History history;
    private final Laws laws;
    private final List<ItemBooks> items;
    private final Shop shop;
    private final SteppedSync sync;
    private final ChannelLog log;
    private final ChannelId id;
    private final long[] lastRead;
    private Weather weather = Weather.FINE;
    private long weatherUntil;
    private boolean isUp = true;
    private boolean isStopping;
    private long away;
    private int unanswered;
    private boolean isTroubled;
    private long troubledAt = -1;
    private long process;
    private long readAt;
    private long wakesAt = Long.MAX_VALUE;

    /** What becomes of requests. */
    enum Weather {
        FINE,
        AWAY,
        THROTTLED
    }

    /**
     * What a channel is like.
     *
     * @param limit of its requests, as in a channel file
     * @param compares whether it refuses an offer whose sender is wrong about what it shows
     * @param putsBack whether it shows again what a buyer takes back
     * @param fastest milliseconds until it answers, at least
     * @param slowest and at most
     * @param orderLag milliseconds until the hub hears of an order, at most
     * @param cuts requests of a thousand that are not answered
     */
    record Traits(
            String name,
            StockArithmetic stock,
            String limit,
            int batch,
            int inFlight,
            boolean compares,
            boolean putsBack,
            int fastest,
            int slowest,
            int orderLag,
            int cuts) {}

    SellingChannel(Traits traits, Agenda agenda, Random random, History history, Laws laws, List<ItemBooks> items) {
        this.traits = traits;
        this.agenda = agenda;
        this.random = random;
        this.history = history;
        this.laws = laws;
        this.items = items;
        this.id = new ChannelId(traits.name);
        this.shop = new Shop(traits.name, traits.compares, items);
        this.sync = new SteppedSync(settings(), random);
        this.log = new ChannelLog(Hub.TOPICS, id);
        this.lastRead = new long[items.size()];
    }

    private SyncSettings settings() {
        Channel channel = new Channel(id, "shop", "EUR", Telling.POOL, Map.of(), Map.of());
        return new SyncSettings(
                channel,
                traits.stock.policy(),
                PricePolicy.of("retail", "EUR"),
                traits.limit,
                traits.batch,
                traits.inFlight,
                Duration.ofMillis(traits.slowest + MORE),
                Hub.TOPICS,
                new KafkaClients(Map.of()));
    }

    ChannelId id() {
        return id;
    }

    Shop shop() {
        return shop;
    }

    StockArithmetic stock() {
        return traits.stock;
    }

    boolean putsBack() {
        return traits.putsBack;
    }

    /** Milliseconds until the hub hears of an order; now and then a webhook has to be sent a second time. */
    long orderLag() {
        int lag = random.nextInt(traits.orderLag) + 1;
        return random.nextInt(100) == 0 ? lag * 10L : lag;
    }

    /** The hub wrote to the availability topic. */
    void written(ItemBooks item, long version, TestRecord<byte[], byte[]> record) {
        ChannelLog.Entry entry = log.add(item, version, record);
        readLater(entry);
    }

    /** An older record once more, as a reader may get it. */
    void readAgain() {
        log.recent(random).ifPresent(this::readLater);
    }

    private void readLater(ChannelLog.Entry entry) {
        long reader = process;
        readAt = Math.max(readAt, agenda.millis() + 2 + random.nextInt(30));
        agenda.at(readAt, () -> {
            if (reader == process) {
                read(entry);
                step();
            }
        });
    }

    private void read(ChannelLog.Entry entry) {
        sync.read(entry.record(), agenda.now());
        if (entry.item() != null) {
            lastRead[entry.item().number] = Math.max(lastRead[entry.item().number], entry.version());
            stillRight(entry.item());
        }
    }

    /** What was applied may be what the newest version that was read asks for, so that nothing has to be sent. */
    private void stillRight(ItemBooks item) {
        long version = lastRead[item.number];
        Shop.Shelf shelf = shop.shelf(item);
        ItemBooks.Version read = item.versions.get(version);
        boolean isAsApplied = shelf.changed < shelf.applied;
        if (read != null
                && isAsApplied
                && version > shelf.rightUntil
                && traits.stock.shown(read.available(), shelf.held) == shelf.quantity) {
            shelf.rightUntil = version;
        }
    }

    private void step() {
        if (!isUp || isStopping) {
            return;
        }
        for (SteppedSync.Batch batch : sync.due(agenda.now())) {
            send(batch);
        }
        Instant next = sync.next(agenda.now());
        if (next != null && Agenda.millis(next) < wakesAt) {
            wakesAt = Agenda.millis(next);
            long reader = process;
            agenda.at(wakesAt, () -> {
                if (reader == process) {
                    wakesAt = Long.MAX_VALUE;
                    step();
                }
            });
        }
        if (isTroubled && hasRecovered() && !sync.isPaused(agenda.now())) {
            isTroubled = false;
            troubledAt = agenda.millis();
        }
    }

    private void send(SteppedSync.Batch batch) {
        List<Offer> offers = batch.offers();
        for (int i = 0; i < offers.size(); i++) {
            laws.sent(this, item(offers.get(i)), batch.version(i), offers.get(i).quantity(), batch.held(i));
        }
        long latency = traits.fastest + random.nextInt(traits.slowest - traits.fastest + 1);
        switch (weather) {
            case AWAY -> fail(batch, latency + MORE, Failure.unanswered("shop", "offers", "no answer", null));
            case THROTTLED ->
                fail(
                        batch,
                        latency,
                        Failure.throttled("shop", "offers", Duration.ofMillis(500 + random.nextInt(3000))));
            case FINE -> {
                List<OfferResult> results = new ArrayList<>();
                boolean isCut = random.nextInt(1000) < traits.cuts;
                if (!isCut) {
                    agenda.in(latency / 2, () -> apply(batch, results));
                } else if (random.nextBoolean()) {
                    // It may come after later ones, unless these wait.
                    agenda.in(random.nextInt(traits.slowest + MORE), () -> apply(batch, results));
                }
                if (isCut) {
                    fail(batch, latency + MORE, Failure.unanswered("shop", "offers", "cut", null));
                } else {
                    answer(latency, () -> receipts(sync.answered(batch, results, agenda.now())));
                }
            }
        }
    }

    private void apply(SteppedSync.Batch batch, List<OfferResult> results) {
        List<Offer> offers = batch.offers();
        for (int i = 0; i < offers.size(); i++) {
            Offer offer = offers.get(i);
            ItemBooks item = item(offer);
            long version = batch.version(i);
            laws.toBeApplied(this, item, version);
            OfferResult result = shop.apply(item, offer, version, batch.held(i), agenda.stamp());
            results.add(result);
            history.tell(
                    item,
                    this,
                    () -> id + (result.isConfirmed() ? " shows " : " refuses ") + offer.quantity() + " as of version "
                            + version);
            if (result.isConfirmed()) {
                stillRight(item);
                laws.applied(this, item);
            }
        }
    }

    private void fail(SteppedSync.Batch batch, long after, Failure failure) {
        trouble();
        answer(after, () -> sync.failed(batch, failure, agenda.now()));
    }

    private void receipts(List<ProducerRecord<byte[], byte[]>> written) {
        written.forEach(record -> readLater(log.add(record)));
    }

    private void answer(long after, Runnable what) {
        unanswered++;
        agenda.in(after, () -> {
            unanswered--;
            what.run();
            step();
            endIfSettled();
        });
    }

    void become(Weather next, long millis) {
        trouble();
        weather = next;
        weatherUntil = Math.max(weatherUntil, agenda.millis() + millis);
        history.tell(null, this, () -> id + " is " + next + " for " + millis + " ms");
        agenda.in(millis, () -> {
            if (agenda.millis() >= weatherUntil) {
                weather = Weather.FINE;
                step();
            }
        });
    }

    /** The sync ends once nothing is unanswered any more; some time later another process takes over. */
    void restart(long away) {
        if (isUp && !isStopping) {
            trouble();
            isStopping = true;
            history.tell(null, this, () -> id + ": its sync is to end");
            this.away = away;
            endIfSettled();
        }
    }

    private void endIfSettled() {
        if (!isStopping || unanswered > 0) {
            return;
        }
        history.tell(null, this, () -> id + ": its sync has ended");
        process++;
        isUp = false;
        isStopping = false;
        wakesAt = Long.MAX_VALUE;
        agenda.in(away, () -> {
            isUp = true;
            sync.restart();
            log.all().forEach(this::read);
            step();
        });
    }

    private void trouble() {
        isTroubled = true;
    }

    /** Whether anything was down between the hub and the shop since then. */
    boolean wasTroubledSince(long millis) {
        return isTroubled || troubledAt >= millis;
    }

    /** Whether nothing is down any more, and nothing is left to be told. */
    boolean hasRecovered() {
        return isUp && weather == Weather.FINE && sync.isQuiet();
    }

    private ItemBooks item(Offer offer) {
        return items.stream()
                .filter(item -> item.sku.equals(offer.sku()))
                .findFirst()
                .orElseThrow();
    }
}
