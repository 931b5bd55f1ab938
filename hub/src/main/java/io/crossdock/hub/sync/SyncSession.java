package io.crossdock.hub.sync;

import io.crossdock.hub.mode.ModeStanding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * One membership in a channel's group: reads what is wanted and confirmed, sends what is due, writes receipts. All state
 * belongs to the thread that runs it; answers and acks come in as tasks for that thread, and wake it.
 */
final class SyncSession implements ConsumerRebalanceListener {

    private static final Duration IDLE = Duration.ofMillis(200);

    /** Offers that one question is about, and a few more of the last one's ticket. */
    private static final int ASKED_AT_ONCE = 20;

    private static final int QUESTIONS = 5;
    private static final Duration SETTLE = Duration.ofSeconds(7);

    private final SyncSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final OfferQueue queue;
    private final Pace pace;
    private final SyncReport report;
    private final Inbox inbox;
    private final Requests requests;
    private final ChannelControl control;
    private final Clock clock;
    private final Feed feed;
    private final Tenure tenure;
    private final Loading loading = new Loading();
    private final ReceiptReading receiptReading;
    private final SharedTail tail;
    private TailReading tailReading;
    private final Resync resync;
    private final LagWatch lag;
    private final LevelReport level;
    private final Outcomes outcomes;
    private volatile boolean running = true;
    private volatile boolean wasLoaded;
    private volatile CountDownLatch over = new CountDownLatch(1);
    private boolean standsBy;
    private Instant settleBy;
    private long released = -1;

    SyncSession(
            SyncSettings settings,
            Consumer<byte[], byte[]> consumer,
            ReceiptWriter receipts,
            OfferQueue queue,
            Pace pace,
            SyncReport report,
            ExecutorService workers,
            OffersRoute route,
            ChannelControl control,
            SharedEvents events,
            SharedTail tail,
            Clock clock) {
        this.settings = settings;
        this.consumer = consumer;
        this.queue = queue;
        this.pace = pace;
        this.report = report;
        this.inbox = new Inbox(consumer);
        this.requests = new Requests(settings, workers, route, inbox, clock);
        this.control = control;
        this.clock = clock;
        this.feed = new Feed(settings, queue, events);
        this.receiptReading = new ReceiptReading(
                consumer, settings.topics().receipts(settings.channel().id()));
        this.tail = tail;
        this.resync = new Resync(control.resync());
        this.lag = new LagWatch(settings.stock().lagRule());
        this.level = new LevelReport(settings, control.level(), receipts, report.meters(), workers, inbox::post);
        this.outcomes = new Outcomes(settings, queue, pace, receipts, feed, report, lag, level, inbox, clock);
        TopicPartition mark = new TopicPartition(settings.topics().availability(), 0);
        this.tenure = new Tenure(consumer, mark, settings.settles(), queue::unknownSince, () -> inbox.post(() -> {}));
    }

    /** Runs until {@link #stop}, then waits for what is in flight. */
    void run() {
        requireEqualPartitions();
        try (SharedTail.Share share =
                tail.join(feed.sharedTopics(), () -> SyncClients.tail(settings), () -> inbox.post(() -> {}))) {
            tailReading = new TailReading(consumer, share, feed.sharedTopics());
            work();
        }
    }

    private void work() {
        consumer.subscribe(feed.topics(), this);
        try {
            while (running) {
                inbox.run();
                Instant now = clock.instant();
                wasLoaded |= loading.isDone();
                ModeStanding standing = control.standing(queue.isNew());
                if (loading.isDone()) {
                    feed.pass(now);
                    tenure.unknownSince()
                            .map(settings.stock()::suspectFrom)
                            .ifPresent(since -> queue.suspect(since, now));
                    tenure.renew(now);
                    ask(now);
                    obey(standing, now);
                    receiptReading.look(now);
                    tailReading.look();
                } else {
                    lag.blocked();
                }
                report.state(loading.isDone(), waitsFor(standing, now), standing.mode(), queue);
                poll(pause(now));
                readTail();
            }
        } finally {
            awaitSettled();
            leave();
            report.state(false, "stopped", control.standing(queue.isNew()).mode(), queue);
        }
    }

    private String waitsFor(ModeStanding standing, Instant now) {
        String reason = pace.pausedReason(now);
        if (loading.isDone()) {
            String former = tenure.formerUntil().isAfter(now)
                    ? "requests of the owner before may be on their way until " + tenure.formerUntil()
                    : reason;
            return standing.hindrance() == null ? former : standing.hindrance();
        }
        return reason != null || standsBy ? reason : "loading";
    }

    /** Sends what is due, as far as people let it. */
    private void obey(ModeStanding standing, Instant now) {
        if (released >= 0 && standing.released() > released) {
            queue.letThrough();
        }
        released = standing.released();
        resync.apply(queue, standing.resyncedAt(), now);
        if (queue.brake(now)) {
            // What it held was not the channel's delay, whoever let it go.
            level.released(now);
            lag.blocked();
        }
        level.look(queue, standing.hindrance() != null, now);
        if (standing.hindrance() == null && !tenure.formerUntil().isAfter(now) && tenure.allows(now)) {
            lag.look(queue, pace, now).ifPresent(late -> feed.late(late, now));
            send(now);
        } else {
            lag.blocked();
        }
    }

    /** Whether it once knew all, so that its failure is a new one and not that of the one before. */
    boolean wasLoaded() {
        return wasLoaded;
    }

    /** May be called by any thread. */
    void stop() {
        running = false;
        over.countDown();
        inbox.post(() -> {});
    }

    private void requireEqualPartitions() {
        List<Integer> counts = feed.topics().stream()
                .map(topic -> consumer.partitionsFor(topic).size())
                .toList();
        if (counts.stream().distinct().count() != 1 || counts.contains(0)) {
            throw new IllegalStateException(
                    "topics " + feed.topics() + " must exist with equal numbers of partitions, not " + counts);
        }
    }

    private void send(Instant now) {
        while (pace.allows(requests.open(), now)) {
            List<Attempt> batch = queue.take(settings.batch(), now);
            if (batch.isEmpty()) {
                return;
            }
            Lease lease = pace.lease(over, clock, tenure::allows, now);
            report.meters().sent(batch.size());
            requests.send(batch, lease, results -> outcomes.answered(results, lease.lastBegun()));
        }
    }

    /** Asks what became of accepted offers. */
    private void ask(Instant now) {
        while (mayAsk() && tenure.allows(now) && pace.allows(requests.open(), now)) {
            List<Acceptance> due = queue.asking().take(ASKED_AT_ONCE, now);
            if (due.isEmpty()) {
                return;
            }
            Lease lease = pace.lease(over, clock, tenure::allows, now);
            requests.ask(due, now, lease, results -> outcomes.asked(due, results));
        }
    }

    /** A few questions at a time, and never the last request that is free for offers, where there is more than one. */
    private boolean mayAsk() {
        return requests.asks() < Math.max(1, Math.min(QUESTIONS, settings.inFlight() - 1));
    }

    /** What comes in while something is on its way is not always worth waking for, but must not wait for long. */
    private Duration pause(Instant now) {
        Duration pause = untilDue(now);
        boolean isOnItsWay = requests.open() > 0 || queue.inFlight() > 0;
        return isOnItsWay && pause.compareTo(Inbox.NAP) > 0 ? Inbox.NAP : pause;
    }

    private Duration untilDue(Instant now) {
        Instant due = queue.nextDue(now);
        Instant ask = mayAsk() ? queue.asking().next() : null;
        due = due == null || (ask != null && ask.isBefore(due)) ? ask : due;
        if (due == null || !loading.isDone() || requests.open() >= settings.inFlight()) {
            return IDLE;
        }
        Instant permit = pace.next(now);
        Duration pause = Duration.between(now, permit.isAfter(due) ? permit : due);
        boolean waitsForAnswer = pause.isNegative() || pause.isZero();
        return waitsForAnswer || pause.compareTo(IDLE) > 0 ? IDLE : pause.plusMillis(1);
    }

    private void poll(Duration pause) {
        try {
            var records = inbox.poll(pause, requests.open() >= settings.inFlight());
            Instant now = clock.instant();
            records.forEach(consumed -> feed.accept(consumed, now));
            receiptReading.read(records, now);
            loading.check(consumer);
            tenure.lookBack(clock.instant());
        } catch (WakeupException | RetriableException e) {
            // An answer is in the inbox, or the cluster has a moment's trouble: the loop goes on either way.
        }
    }

    private void readTail() {
        var records = tailReading.read();
        Instant now = clock.instant();
        records.forEach(consumed -> feed.accept(consumed, now));
        receiptReading.broughtElsewhere(records.size());
    }

    /** Lets requests on their way, and no further ones, end and their receipts be written, so that whoever comes next knows of them. */
    private void awaitSettled() {
        over.countDown();
        Instant deadline = clock.instant().plus(SETTLE);
        if (!running) {
            settleBy = settleBy == null ? deadline : settleBy;
            deadline = settleBy;
        }
        try {
            while (queue.inFlight() > 0) {
                if (!inbox.runNext(Duration.between(clock.instant(), deadline))) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        Instant now = clock.instant();
        tenure.leave(queue.settledAt(settings.settles(), now), now);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        standsBy = consumer.assignment().isEmpty();
        if (standsBy) {
            return;
        }
        if (!loading.isAssigned()) {
            tenure.begin();
        }
        loading.assigned(partitions);
        if (!partitions.isEmpty()) {
            feed.loads();
        }
        resync.begin();
        // To seek none would mean to Kafka to seek all, each time that another member comes or goes.
        if (!partitions.isEmpty()) {
            receiptReading.begin();
            tailReading.begin();
            consumer.seekToBeginning(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            awaitSettled();
            leave();
            onPartitionsLost(partitions);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        loading.revoked(partitions);
        tailReading.lost(partitions);
        tenure.end();
        level.end();
        over.countDown();
        if (running) {
            over = new CountDownLatch(1);
        }
        partitions.forEach(partition -> feed.drop(partition.partition()));
    }
}
