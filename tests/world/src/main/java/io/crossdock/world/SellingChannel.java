package io.crossdock.world;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sequence;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.sync.SteppedSync;
import io.crossdock.hub.sync.SteppedSync.Told;
import io.crossdock.hub.sync.SyncSettings;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.test.TestRecord;

/** A channel: its shop, the hub's sync for it, the line between them, and the processes in which the sync runs. */
final class SellingChannel {

    /** A process says so often, in milliseconds, that the channel is its own. */
    private static final int SIGN = 1_000;

    private final Traits traits;
    private final Agenda agenda;
    private final Random random;
    private final History history;
    private final Laws laws;
    private final List<ItemBooks> items;
    private final Shop shop;
    private final Line line;
    private final SteppedSync sync;
    private final ChannelLog log;
    private final ChannelId id;
    private final Reading reading;
    private final Map<ItemBooks, Long> receipted = new HashMap<>();
    private boolean isUp = true;
    private boolean isStopping;
    private boolean diesWithAnswer;
    private long away;
    private boolean isTroubled;
    private long troubledAt = -1;
    private int process;
    private int kills;
    private long readAt;
    private long wakesAt = Long.MAX_VALUE;

    SellingChannel(Traits traits, Agenda agenda, Random random, History history, Laws laws, List<ItemBooks> items) {
        this.traits = traits;
        this.agenda = agenda;
        this.random = random;
        this.history = history;
        this.laws = laws;
        this.items = items;
        this.id = new ChannelId(traits.name());
        this.shop = new Shop(traits.name(), traits.compares(), items);
        this.line = new Line(this, traits, agenda, random);
        this.sync = new SteppedSync(settings(), random);
        this.log = new ChannelLog(Hub.TOPICS, id, agenda);
        this.reading = new Reading(traits, shop);
    }

    private SyncSettings settings() {
        Channel channel = new Channel(id, "shop", PriceArithmetic.EURO, Telling.POOL, Map.of(), Map.of());
        return new SyncSettings(
                channel,
                traits.stock().policy(),
                traits.price().policy(),
                traits.limit(),
                traits.batch(),
                traits.inFlight(),
                Duration.ofMillis(traits.settles()),
                Hub.TOPICS,
                new KafkaClients(Map.of()));
    }

    ChannelId id() {
        return id;
    }

    Shop shop() {
        return shop;
    }

    /** The oldest version of the item's availability that its shop shows, or may yet show of what is on its way there. */
    long knownUntil(ItemBooks item) {
        long oldest = shop.shelf(item).rightUntil;
        for (Request request : line.underway()) {
            List<Offer> offers = request.batch.offers();
            for (int i = 0; i < offers.size(); i++) {
                if (offers.get(i).quantity() != null && item(offers.get(i)) == item) {
                    oldest = Math.min(oldest, request.batch.told(i).version());
                }
            }
        }
        return oldest;
    }

    StockArithmetic stock() {
        return traits.stock();
    }

    PriceArithmetic price() {
        return traits.price();
    }

    boolean putsBack() {
        return traits.putsBack();
    }

    /** Milliseconds until the hub hears of an order; now and then a webhook has to be sent a second time. */
    long orderLag() {
        int lag = random.nextInt(traits.orderLag()) + 1;
        return random.nextInt(100) == 0 ? lag * 10L : lag;
    }

    /** The hub wrote to the availability topic. */
    void written(ItemBooks item, long version, TestRecord<byte[], byte[]> record) {
        readLater(log.available(item, version, record));
    }

    /** The hub wrote to the prices topic. */
    void priced(ItemBooks item, Sequence version, TestRecord<byte[], byte[]> record) {
        readLater(log.priced(item, version, record));
    }

    /** An older record once more, as a reader may get it. */
    void readAgain() {
        log.recent(random).ifPresent(this::readLater);
    }

    /** Somebody lets the channel have the price of an item, if it is held. */
    void release(ItemBooks item) {
        if (isUp) {
            sync.held(item.sku).ifPresent(held -> {
                laws.prices().released(this, item, held);
                history.tell(item, this, () -> id + ": somebody releases " + held.price());
                readLater(log.released(Telling.released(held, agenda.now())));
            });
        }
    }

    private void readLater(ChannelLog.Entry entry) {
        int reader = process;
        readAt = Math.max(readAt, agenda.millis() + 2 + random.nextInt(30));
        agenda.at(readAt, () -> {
            if (reader == process && isUp) {
                read(entry);
                step();
            }
        });
    }

    private void read(ChannelLog.Entry entry) {
        sync.read(entry.record(), agenda.now());
        reading.read(entry);
    }

    private void step() {
        if (!isUp || isStopping) {
            return;
        }
        for (SteppedSync.Batch batch : sync.due(agenda.now())) {
            List<Offer> offers = batch.offers();
            for (int i = 0; i < offers.size(); i++) {
                ItemBooks item = item(offers.get(i));
                laws.sent(this, item, batch.told(i), offers.get(i));
                laws.isNewest(this, item, batch.told(i), reading);
            }
            line.send(request(batch));
        }
        Instant next = sync.next(agenda.now());
        if (next != null && Agenda.millis(next) < wakesAt) {
            wakesAt = Agenda.millis(next);
            int reader = process;
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

    private Request request(SteppedSync.Batch batch) {
        Request request = new Request(batch, process, agenda.millis());
        List<Offer> offers = batch.offers();
        for (int i = 0; i < offers.size(); i++) {
            ItemBooks item = item(offers.get(i));
            if (batch.told(i).priced() == null
                    && Long.valueOf(batch.told(i).version()).equals(receipted.get(item))) {
                request.onlyHeldBack.add(item);
            }
        }
        return request;
    }

    /** A request reaches the shop. */
    void apply(Request request) {
        List<Offer> offers = request.batch.offers();
        for (int i = 0; i < offers.size(); i++) {
            Offer offer = offers.get(i);
            ItemBooks item = item(offer);
            Told told = request.batch.told(i);
            laws.toBeApplied(this, item, told, offer);
            OfferResult result = shop.apply(item, offer, told, request, agenda.stamp());
            request.results.add(result);
            history.tell(
                    item, this, () -> id + (result.isConfirmed() ? " shows " : " refuses ") + Laws.text(offer, told));
            if (result.isConfirmed()) {
                reading.isStillRight(item);
                laws.applied(this, item);
            }
        }
    }

    /** The shop answered. */
    void answered(Request request) {
        List<ProducerRecord<byte[], byte[]>> receipts = sync.answered(request.batch, request.results, agenda.now());
        if (diesWithAnswer) {
            keep(receipts.subList(0, random.nextInt(receipts.size() + 1)), request);
            kill(away);
        } else {
            keep(receipts, request);
            settled();
        }
    }

    void failed(Request request, Failure failure) {
        sync.failed(request.batch, failure, agenda.now());
        settled();
    }

    private void settled() {
        step();
        endIfSettled();
    }

    private void keep(List<ProducerRecord<byte[], byte[]>> receipts, Request request) {
        for (ProducerRecord<byte[], byte[]> record : receipts) {
            CanonicalEvent event = CloudEventHeaders.event(record.headers(), record.value());
            ReceiptIssued receipt = (ReceiptIssued) event.data();
            ItemBooks item = item(receipt.sku().value());
            request.receipted.add(item);
            if (receipt.quantity() != null) {
                receipted.put(item, receipt.quantity().version());
            }
            laws.prices().confirmed(this, item, receipt);
            readLater(log.receipt(record));
        }
    }

    void become(Line.Weather next, long millis) {
        trouble();
        history.tell(null, this, () -> id + " is " + next + " for " + millis + " ms");
        line.become(next, millis, this::step);
    }

    /** The sync ends once nothing is unanswered any more; some time later another process takes over. */
    void restart(long gap) {
        if (isUp && !isStopping) {
            trouble();
            isStopping = true;
            history.tell(null, this, () -> id + ": its sync is to end");
            away = gap;
            endIfSettled();
        }
    }

    private void endIfSettled() {
        if (isStopping && line.isQuiet()) {
            sync.leave(agenda.now());
            end("has ended");
        }
    }

    /** The process of the sync is gone at once, whatever it was doing; some time later another one takes over. */
    void kill(long gap) {
        if (isUp) {
            kills++;
            trouble();
            away = gap;
            sync.die(agenda.now().minusMillis(random.nextInt(SIGN)));
            line.cut();
            end("is killed");
        }
    }

    /** It is killed after the shop's next answer, when none, some or all of the receipts are written. */
    void killWithNextAnswer(long gap) {
        if (isUp && !isStopping) {
            away = gap;
            diesWithAnswer = true;
        }
    }

    private void end(String how) {
        history.tell(null, this, () -> id + ": its sync " + how);
        process++;
        isUp = false;
        isStopping = false;
        diesWithAnswer = false;
        wakesAt = Long.MAX_VALUE;
        agenda.in(away, () -> {
            history.tell(null, this, () -> id + ": another process takes over");
            isUp = true;
            sync.restart();
            log.all().forEach(this::read);
            step();
        });
    }

    int kills() {
        return kills;
    }

    /**
     * Whether nobody can know any more what a request did: it told nothing new but how much a slow channel holds back, and
     * its process was killed before its receipt (docs/sync.md, "What cannot be excluded").
     */
    boolean isBeyondKnowing(Request by, ItemBooks item) {
        return by != null
                && by.process != process
                && !by.receipted.contains(item)
                && by.onlyHeldBack.contains(item)
                && stock().lag() != null;
    }

    void trouble() {
        isTroubled = true;
    }

    /** Whether anything was down between the hub and the shop since then. */
    boolean wasTroubledSince(long millis) {
        return isTroubled || troubledAt >= millis;
    }

    /** Whether nothing is down any more, and nothing is left to be told. */
    boolean hasRecovered() {
        return isUp && line.isFine() && sync.isQuiet();
    }

    private ItemBooks item(Offer offer) {
        return item(offer.sku().value());
    }

    private ItemBooks item(String sku) {
        return items.stream()
                .filter(item -> item.sku.value().equals(sku))
                .findFirst()
                .orElseThrow();
    }
}
